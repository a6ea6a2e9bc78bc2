from . import customer_dossier_report
from . import customer_followup_report
from . import customer_report
