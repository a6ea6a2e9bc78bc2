from . import submission_part_mixin
from . import customer_form_submission
from . import customer_form_submission_read
from . import customer_form_file
from . import customer_form_row
from . import ir_attachment
from . import ir_sequence
