from . import customer_form_document
from . import customer_form_exchange
from . import customer_form_sample
from . import customer_form_builder
