from . import access_copy_report
