from . import customer_followup
from . import mail_activity
from . import mail_activity_type
