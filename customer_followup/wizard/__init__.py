from . import base_partner_merge
from . import customer_change_refusal
from . import customer_handover_wizard
from . import customer_handover_plan
