from . import blank_form_report
from . import customer_form_visit_count
from . import form_poster_report
from . import ir_actions_report
from . import person_copy_report
