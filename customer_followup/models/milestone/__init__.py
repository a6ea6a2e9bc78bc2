from . import customer_milestone
from . import customer_dossier_milestone
from . import crm_lead_milestone
