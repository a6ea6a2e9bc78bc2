from . import res_company
from . import crm_lead
from . import crm_lead_need
from . import crm_lead_result
from . import crm_lead_merge
from . import crm_lead_privacy
from . import forecast
from . import crm_lead_story
