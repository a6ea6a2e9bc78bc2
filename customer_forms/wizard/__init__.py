from . import customer_form_import
from . import customer_form_publish
from . import customer_form_print
