from . import customer_paper_look
from . import customer_form_paper
from . import customer_form_sheet
from . import res_config_settings
