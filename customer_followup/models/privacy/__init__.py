from . import customer_dossier_privacy
from . import customer_dossier_redaction
from . import mail_tracking_value
