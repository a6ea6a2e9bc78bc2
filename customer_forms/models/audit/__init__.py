from . import customer_audit_event
from . import customer_audit_seal
from . import customer_audit_anchor
from . import customer_audit_words
from . import customer_audit_verification
from . import audited_mixin
from . import audited_access
from . import audit_event_record
