from . import customer_status_word
from . import customer_status_phrase
from . import customer_status_trial
from . import suggestion_words
from . import customer_followup
from . import customer_dossier
from . import crm_lead
from . import crm_stage
