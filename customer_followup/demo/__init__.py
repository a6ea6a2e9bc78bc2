from . import customer_demo
from . import universal_demo
