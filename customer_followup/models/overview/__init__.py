from . import customer_dossier_overview
from . import customer_dossier_stage
from . import customer_dossier_documents
from . import customer_dossier_department
