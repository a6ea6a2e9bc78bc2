from . import customer_form_submission
from . import customer_form_submission_address
from . import submission_id_card
from . import submission_need
from . import submission_filing
from . import submission_followup_state
from . import customer_invitation
