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
    ("customer_review", "Customer reviewed"),
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
        "review": _lt("Reviewed"),
        "review_returned": _lt("Asked for a correction"),
        "grant": _lt("Customer data: %(text)s"),
        "grant_requested": _lt("Asked for customer data, until %(until)s"),
        "grant_approved": _lt("Approved %(rows)s customers, until %(until)s"),
        "grant_declined": _lt("Refused the customers of a department"),
        "grant_refused": _lt("The request was refused"),
        "grant_handed_over": _lt(
            "Handed over the masked copy of %(rows)s customers, until %(until)s"
        ),
        "grant_given": _lt("Shown to another department, masked: request %(number)s"),
        "grant_opened": _lt("Opened the copy"),
        "grant_downloaded": _lt(
            "Downloaded %(rows)s customers as %(format)s, download %(download)s"
        ),
        "grant_expired": _lt("The copy ended"),
        "grant_withdrawn": _lt("Withdrew the request"),
        "grant_revoked": _lt("Closed the copy before its end"),
        "grant_identified": _lt(
            "Found that a file is download %(download)s of this copy"
        ),
        "customer_review": _lt(
            "Reviewed the customer; the next review is due %(text)s"
        ),
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
        "customer_review": "fa-calendar-check-o",
    },
)
