from . import customer_privacy_policy
from . import audited_settings
from . import res_config_settings
from . import customer_personal
from . import personal_thread
from . import personal_contact
