from . import customer_dossier_privacy
from . import customer_dossier_redaction
from . import mail_tracking_value

# Last: it extends what the others say.
from . import merged_dossiers
