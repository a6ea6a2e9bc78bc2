from . import access_copy_report
from . import customer_purchase_history
