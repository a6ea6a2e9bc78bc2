from . import customer_dossier_timeline
from . import timeline_contacts
from . import timeline_opportunities
from . import timeline_changes
