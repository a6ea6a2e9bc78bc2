from . import customer_form_erasure
from . import customer_form_retention
from . import customer_purge
from . import customer_purge_line
