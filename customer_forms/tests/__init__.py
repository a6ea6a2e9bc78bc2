from . import test_customer_form
from . import test_customer_forms_access
from . import test_customer_forms_http
from . import test_customer_forms_js
from . import test_customer_forms_performance
from . import test_rules
from . import test_submission
from . import test_tools
