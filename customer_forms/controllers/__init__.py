from . import form_page
from . import region_data
