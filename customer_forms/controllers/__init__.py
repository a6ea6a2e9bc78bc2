from . import export
from . import form_exchange
from . import form_edit
from . import form_page
from . import form_version
from . import region_data
from . import form_preview
