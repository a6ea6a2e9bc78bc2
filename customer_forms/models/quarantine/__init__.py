from . import customer_form_attempt
from . import customer_form_robots
from . import submission_quarantine
from . import res_config_settings
