from . import customer_followup
from . import customer_contact
from . import customer_dossier
from . import followup_people
from . import participants_merging
from . import participants_privacy
