from . import customer_form_visit
from . import customer_form_visit_day
from . import customer_form_visiting
from . import customer_form_figures
from . import res_config_settings
