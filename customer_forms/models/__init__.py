# A folder for each thing the addon can do, in the order of loading: a model comes before what
# extends it, and a method before those that override it.
from . import vault  # sealed values, their keys, what finds them
from . import audit  # the log nobody can change, its verification and its words
from . import sensitive  # records with sealed values; who sees and exports them
from . import privacy  # the policy by role; a person found, handed out and erased
from . import answers  # answers as a field: grouped, masked, counted over versions
from . import form  # form, section, question, option, rule
from . import builder  # a whole form as one document, for the builder and for files
from . import submission  # a filled form, its rows and files, what it says
from . import version  # published and compared; what becomes of older answers
from . import intake  # a page opened, checked and kept, its receipt
from . import publication  # the address, links and codes, frames on other websites
from . import quarantine  # robots, and what was set aside
from . import visit  # who looked at the page, and where he left it
from . import importing  # files of submissions
from . import editing  # corrections
from . import completion  # what is missing or doubtful, and asking the customer for it
from . import paper  # printed forms and numbered sheets
from . import consent  # what a person agreed to
from . import draft  # unfinished entries
from . import retention  # erased on request, or when its time is over
from . import redaction  # masks in what people write: messages, activities, meetings
from . import invitation  # rounds, reminders, mails and text messages
