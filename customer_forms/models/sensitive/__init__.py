from . import sensitive_mixin
from . import sensitive_batch
from . import sensitive_reveal
from . import res_users_reveal
from . import base
from . import export_guard
