from . import customer_form_draft
from . import draft_document
from . import draft_keep
from . import draft_files
from . import draft_masks
from . import draft_link
from . import draft_end
from . import draft_person
