from . import customer_consent
