from . import customer_form_import
