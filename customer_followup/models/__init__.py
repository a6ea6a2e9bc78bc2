# A folder for each thing the addon can do, in the order of loading: a method before those
# that override it.
from . import audit  # what the audit log says of customers
from . import dossier  # the customer: number, contact, facts, owner
from . import followup  # what was said; to-dos, mails, meetings, review
from . import reminder  # rules, and the ledger of what they asked for
from . import submission  # a submission opens or completes a dossier
from . import need  # opportunities: need, budget, time of purchase
from . import merging  # doubles found, merged, and two again
from . import suggestion  # what may follow from what was written
from . import second_look  # changes of high risk wait for a second person
from . import milestone  # days that matter
from . import timeline  # all that happened, page by page
from . import handover  # customers given to others, and given back
from . import contact  # contacts of Odoo: for those who may see the customer
from . import access  # requests of other departments, and their copies
from . import provenance  # where each value is from, and what differs
from . import network  # contact persons, relations, the picture of them
from . import participants  # with whom one spoke
from . import upkeep  # completeness, review, last interaction
from . import overview  # what the dossier shows first
from . import purchase  # what was bought
from . import archiving  # the button, for those who may
from . import privacy  # a customer found, handed out, erased, masked
