from . import base
from . import customer_dossier_merged
from . import merge_moves
from . import merge_values
from . import customer_merge
from . import customer_merge_undo
from . import customer_reminder
from . import res_partner
