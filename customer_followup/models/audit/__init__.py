from . import customer_audit_event
