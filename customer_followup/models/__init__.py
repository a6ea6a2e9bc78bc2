from . import audit
from . import dossier
from . import followup
from . import reminder
from . import submission
from . import need
from . import merging
from . import privacy
