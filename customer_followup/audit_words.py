"""What the audit log says of customers and follow-ups."""

from odoo.tools import LazyTranslate

from odoo.addons.customer_forms.audit_words import add_words

_lt = LazyTranslate(__name__)

KINDS = [
    ("handover", "Customer reassigned"),
    ("merge", "Customers merged"),
    ("unmerge", "Merge undone"),
    ("decision", "Difference decided"),
    ("second_look", "Second look"),
    ("correction", "Follow-up corrected"),
    ("review", "Follow-up reviewed"),
    ("grant", "Customer data handed over"),
]
# Patterns take what stands in the details of the event: text and numbers by their key.
add_words(
    {
        "handover": _lt("Reassigned: %(text)s"),
        "merge": _lt("Merged: %(text)s"),
        "unmerge": _lt("Undid the merge: %(text)s"),
        "decision": _lt("Decided what is right: %(changes)s"),
        "second_look": _lt("Second look: %(text)s"),
        "correction": _lt("Corrected: %(changes)s"),
        "correction_undone": _lt("Took back what was just logged: %(text)s"),
        "review": _lt("Reviewed: %(text)s"),
        "grant": _lt("Customer data: %(text)s"),
    },
    {
        "handover": "fa-exchange",
        "merge": "fa-compress",
        "unmerge": "fa-expand",
        "decision": "fa-columns",
        "second_look": "fa-balance-scale",
        "correction": "fa-pencil",
        "review": "fa-check-square-o",
        "grant": "fa-unlock-alt",
    },
)
