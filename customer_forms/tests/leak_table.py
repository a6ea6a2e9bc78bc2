"""Who sees what of a sensitive value, through which way out (V1, V3, V6).

These tables are what ``test_leak_matrix`` tries, cell by cell, and what
``docs/privacy.md`` prints (``bin/lib/privacy_table.py``). Plain Python, so that both can
read them.
"""

# Somebody who handles the customer, a peer in the same department, a supervisor who
# leads it, and people of the other roles, who have nothing to do with it.
PEOPLE = {
    "owner": "Salesperson who handles it",
    "peer": "Another salesperson",
    "service": "Service staff",
    "viewer": "Data viewer",
    "leader": "Supervisor of the department",
    "elsewhere": "Another supervisor",
    "creator": "Form creator",
    "officer": "Data administrator",
    "manager": "Administrator",
    "employee": "Employee without a role",
}

CLASSES = {
    "name": "Name",
    "phone": "Phone",
    "email": "E-mail",
    "id": "Identity number",
    "id_card": "ID card",
    "address": "Address",
    "amount": "Amount",
}

# What the policy of a new company says of those who come to see the record at all.
POLICY = """
         owner   viewer  leader  officer  manager
name     full    masked  reveal  reveal   reveal
phone    reveal  masked  reveal  reveal   reveal
email    reveal  masked  reveal  reveal   reveal
id       reveal  masked  reveal  reveal   reveal
id_card  masked  masked  masked  masked   masked
address  full    masked  reveal  reveal   reveal
amount   reveal  masked  reveal  reveal   reveal
"""

# shown   the value where the policy says "full", else the mask
# mask    the mask, whatever the policy says
# number  the value where the policy says "full" or "reveal", noted; else a refusal
# name    the masked name, by which records are called; nothing of the rest
# own     the value: it is his own file
# .       nothing: a refusal, or an empty answer
DOORS = """
               owner   peer  service  viewer  leader  elsewhere  creator  officer  manager  employee
read           shown   .     .        shown   shown   .          .        shown    shown    .
web_read       shown   .     .        shown   shown   .          .        shown    shown    .
search_read    shown   .     .        shown   shown   .          .        shown    shown    .
find_whole     shown   .     .        shown   shown   .          .        shown    shown    .
find_part      .       .     .        .       .       .          .        .        .        .
group          mask    .     .        mask    mask    .          .        mask     mask     .
order          mask    .     .        mask    mask    .          .        mask     mask     .
name_search    .       .     .        .       .       .          .        .        .        .
onchange       .       .     .        .       .       .          .        .        .        .
copy           .       .     .        .       .       .          .        .        .        .
export_csv     .       .     .        .       .       .          .        mask     mask     .
export_xlsx    .       .     .        .       .       .          .        mask     mask     .
export_groups  .       .     .        .       .       .          .        mask     mask     .
pivot          .       .     .        .       .       .          .        mask     mask     .
vcard          .       .     .        .       .       .          .        .        .        .
report         .       .     .        .       .       .          .        .        .        .
json_1         .       .     .        .       .       .          .        .        .        .
json_2         mask    .     .        mask    mask    .          .        mask     mask     .
xml_rpc        mask    .     .        mask    mask    .          .        mask     mask     .
json_rpc       mask    .     .        mask    mask    .          .        mask     mask     .
chatter        mask    .     .        mask    mask    .          .        mask     mask     .
activity       mask    .     .        .       mask    .          .        .        mask     .
reveal         number  .     .        number  number  .          .        number   number   .
audit_log      .       .     .        .       .       .          .        .        .        .
"""

# The same of a dossier.
DOSSIER_DOORS = """
               owner   peer  service  viewer  leader  elsewhere  creator  officer  manager  employee
read           shown   .     .        shown   shown   .          .        shown    shown    .
web_read       shown   .     .        shown   shown   .          .        shown    shown    .
search_read    shown   .     .        shown   shown   .          .        shown    shown    .
find_whole     shown   .     .        shown   shown   .          .        shown    shown    .
find_part      .       .     .        .       .       .          .        .        .        .
group          mask    .     .        mask    mask    .          .        mask     mask     .
order          mask    .     .        mask    mask    .          .        mask     mask     .
name_search    name    .     .        name    name    .          .        name     name     .
onchange       .       .     .        .       .       .          .        .        .        .
copy           mask    .     .        .       mask    .          .        .        mask     .
export_csv     .       .     .        .       .       .          .        mask     mask     .
export_xlsx    .       .     .        .       .       .          .        mask     mask     .
export_groups  .       .     .        .       .       .          .        mask     mask     .
pivot          .       .     .        .       .       .          .        mask     mask     .
vcard          .       .     .        .       .       .          .        name     name     .
report         mask    .     .        mask    mask    .          .        mask     mask     .
json_1         .       .     .        .       .       .          .        .        .        .
json_2         mask    .     .        mask    mask    .          .        mask     mask     .
xml_rpc        mask    .     .        mask    mask    .          .        mask     mask     .
json_rpc       mask    .     .        mask    mask    .          .        mask     mask     .
chatter        mask    .     .        mask    mask    .          .        mask     mask     .
activity       mask    .     .        .       mask    .          .        .        mask     .
reveal         number  .     .        number  number  .          .        number   number   .
audit_log      name    .     .        .       name    .          .        name     name     .
"""

DOOR_NAMES = {
    "read": "Reading a record (`read`)",
    "web_read": "A form view (`web_read`)",
    "search_read": "A list (`web_search_read`)",
    "find_whole": "Searching for the whole value",
    "find_part": "Searching for a part of it",
    "group": "Grouping a list by it",
    "order": "Sorting a list by it",
    "name_search": "The names of records (`name_search`)",
    "onchange": "Editing a form (`onchange`)",
    "copy": "Duplicating the record",
    "export_csv": "Export as CSV",
    "export_xlsx": "Export as Excel",
    "export_groups": "Export of a grouped list as Excel",
    "pivot": "Export of a pivot table",
    "vcard": "Contact card (vCard)",
    "report": "PDF report",
    "json_1": "`/json/1`",
    "json_2": "`/json/2` with an API key",
    "xml_rpc": "XML-RPC",
    "json_rpc": "JSON-RPC",
    "chatter": "Messages on the record",
    "activity": "Activities on the record",
    "reveal": "Asking for the one value, with a reason",
    "audit_log": "The audit log",
}

# What publishing and filling add: of one form, the same person every time. The owner is
# who was assigned the entry, sent the invitation and gave the file that is imported.
PUBLISHING_DOORS = """
                owner  peer  service  viewer  leader  elsewhere  creator  officer  manager  employee
draft_list      shown  .     .        shown   shown   .          .        shown    shown    .
draft_export    .      .     .        .       .       .          .        mask     mask     .
draft_page      shown  .     .        .       shown   .          .        .        shown    .
sheet           shown  .     .        .       shown   .          .        .        shown    .
invited_list    shown  .     .        shown   shown   .          .        shown    shown    .
invited_export  .      .     .        .       .       .          .        mask     mask     .
invited_mail    .      .     .        .       .       .          .        .        .        .
missing_list    .      .     .        .       .       .          .        .        .        .
missing_ask     mask   .     .        .       mask    .          .        .        mask     .
missing_link    .      .     .        .       .       .          .        .        .        .
correct_link    mask   mask  mask     mask    mask    mask       mask     mask     mask     mask
import_errors   mask   .     .        .       .       .          .        .        .        .
import_faulty   own    .     .        .       .       .          .        .        .        .
import_sample   .      .     .        .       .       .          .        .        .        .
"""

PUBLISHING_NAMES = {
    "draft_list": "Unfinished entries: the list",
    "draft_export": "Unfinished entries: export as CSV",
    "draft_page": "Going on with an unfinished entry",
    "sheet": "A printed sheet that is filled in, and its preview",
    "invited_list": "Invitations: who is invited",
    "invited_export": "Invitations: export as CSV",
    "invited_mail": "Invitations: the mails on their way",
    "missing_list": "What customers were asked to complete",
    "missing_ask": "Asking for what is missing: the address",
    "missing_link": "The private link on which this is answered",
    "correct_link": "The private link of who sent the form, for all who have it",
    "import_errors": "Errors of an import",
    "import_faulty": "The faulty rows of an import as Excel",
    "import_sample": "The sample workbook for imports",
}

# Which classes there are behind a door, where it is not all of them. Of unfinished
# entries and in files that are imported, numbers of ID cards are not kept.
PUBLISHING_CLASSES = {
    **dict.fromkeys(
        ("draft_list", "draft_export", "invited_list", "invited_export"),
        ("name", "phone", "email"),
    ),
    "invited_mail": ("name", "phone", "email"),
    "missing_ask": ("email",),
    "draft_page": ("name", "phone", "email", "id", "address", "amount"),
    **dict.fromkeys(
        ("import_errors", "import_faulty", "import_sample"),
        ("name", "phone", "email", "id", "address", "amount"),
    ),
}

# A masked copy that was handed over to an employee without a role: what others get of it,
# and he of what he was not given. He was granted name and phone.
COPY_DOORS = """
                owner  peer  service  viewer  leader  elsewhere  creator  officer  manager  employee
copy_rows       .      .     .        .       .       .          .        .        .        mask
copy_web_read   .      .     .        .       .       .          .        .        .        mask
copy_screen     .      .     .        .       .       .          .        .        .        mask
copy_other      .      .     .        .       .       .          .        .        .        .
copy_find       .      .     .        .       .       .          .        .        .        .
copy_group      .      .     .        .       .       .          .        .        .        .
copy_export     .      .     .        .       .       .          .        .        .        .
copy_json_2     .      .     .        .       .       .          .        .        .        mask
copy_xlsx       .      .     .        .       .       .          .        .        .        mask
copy_report     .      .     .        .       .       .          .        .        .        .
copy_request    .      .     .        .       .       .          .        .        .        .
copy_dossier    shown  .     .        shown   shown   .          .        shown    shown    .
copy_ended      .      .     .        .       .       .          .        .        .        .
"""

COPY_NAMES = {
    "copy_rows": "Reading its rows (`read`)",
    "copy_web_read": "Its rows as a view reads them (`web_read`)",
    "copy_screen": "The copy on the screen",
    "copy_other": "What was not granted of the same customers",
    "copy_find": "Searching and sorting by what is in it",
    "copy_group": "Grouping by what is in it",
    "copy_export": "Odoo's own exports of its rows",
    "copy_json_2": "`/json/2` with an API key",
    "copy_xlsx": "The Excel file",
    "copy_report": "The printed report, called by itself",
    "copy_request": "The request, its messages and approvals",
    "copy_dossier": "The customer's dossier, beside the copy",
    "copy_ended": "Its rows after its end, before any cron job",
}
COPY_CLASSES = dict.fromkeys(COPY_NAMES, ("name", "phone")) | {"copy_other": ("email",)}

WORDS = {"shown", "mask", "number", "name", "own", "."}


def generous_policy():
    """Everything in full for everybody; of an ID card there is no value to be shown."""
    full = dict.fromkeys(PEOPLE, "full")
    return {class_: {} if class_ == "id_card" else full for class_ in CLASSES}


def read_table(text):
    """{row: {column: word}} of a table in text; a column that is left out has ``.``.

    >>> read_table('''
    ...        a  b
    ... x      1  .
    ... ''')
    {'x': {'a': '1', 'b': '.'}}
    """
    header, *lines = [line.split() for line in text.strip().splitlines()]
    return {name: dict(zip(header, words, strict=True)) for name, *words in lines}


def expected(word, level, class_="phone"):
    """What a cell of ``DOORS`` comes to, with what the policy says of the class.

    :return: ``value``, ``mask`` or ``.``

    >>> expected("shown", "full"), expected("shown", "reveal"), expected("mask", "full")
    ('value', 'mask', 'mask')
    >>> expected("number", "reveal"), expected("number", "masked")
    ('value', '.')
    >>> expected("name", "full", "name"), expected("name", "full", "phone")
    ('mask', '.')
    """
    if word == "name":
        return "mask" if class_ == "name" else "."
    if word == "own":
        return "value"
    if word == "shown":
        return "value" if level == "full" else "mask"
    if word == "number":
        return "." if level == "masked" else "value"
    return word
