from . import customer_form_address
from . import customer_form_publishing
from . import customer_form_link
from . import customer_form_sharing
from . import customer_form_embedding
from . import ir_http
