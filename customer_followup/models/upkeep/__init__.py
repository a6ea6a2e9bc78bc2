from . import res_company
from . import res_config_settings
from . import customer_expectation
from . import customer_dossier_upkeep
from . import customer_dossier_interaction
from . import customer_dossier_review
from . import customer_dossier_completeness
