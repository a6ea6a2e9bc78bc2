from . import submission_warnings
from . import submission_completeness
from . import submission_reply
from . import submission_asking
from . import customer_form_completion
