from . import test_customer_dossier_pdf
from . import test_customer_followup_report
from . import test_customer_report
from . import test_customer_reports_access
from . import test_customer_reports_performance
from . import test_leak_matrix
