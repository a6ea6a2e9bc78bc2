from . import customer_form_opening
from . import customer_form_person
from . import customer_form_unique
from . import customer_form_window
from . import customer_form_region
from . import customer_form_intake
from . import customer_form_keep
from . import submission_receipt
