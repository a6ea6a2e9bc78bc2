from . import customer_form_change
from . import customer_form_edit
