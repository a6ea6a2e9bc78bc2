from . import base_partner_merge
from . import customer_change_refusal
from . import customer_handover_wizard
from . import customer_handover_plan
from . import customer_access_close
from . import customer_access_decide
from . import customer_access_identify
from . import customer_followup_review
