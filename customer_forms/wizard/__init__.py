from . import customer_audit_accept
from . import customer_consent_withdraw
from . import customer_form_import
from . import customer_form_publish
from . import customer_form_print
