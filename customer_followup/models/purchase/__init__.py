from . import customer_purchase
from . import customer_dossier_purchase
from . import customer_purchase_timeline
from . import sale_order
