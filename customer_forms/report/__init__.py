from . import blank_form_report
