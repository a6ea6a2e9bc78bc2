from . import customer_reminder_rule
from . import customer_reminder_rule_audit
from . import customer_reminder
