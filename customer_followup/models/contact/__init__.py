from . import ir_ui_menu
from . import res_company
from . import res_config_settings
from . import res_partner
from . import contact_private
from . import contact_typed
from . import res_users
from . import res_partner_bank
