from . import customer_demo
from . import followup_demo
from . import access_demo
from . import universal_demo
from . import customer_network_demo
