from . import customer_followup
from . import followup_log
from . import followup_next_contact
from . import mail_activity
from . import mail_activity_type
