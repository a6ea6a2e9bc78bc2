"""What moves when customers become one, and what is compared, as people call it."""

from functools import reduce

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# Names of models are written for administrators, and of one record.
MOVING = {
    "calendar.event": _lt("Meetings"),
    "crm.lead": _lt("Opportunities"),
    "customer.access.line": _lt("Copies handed out"),
    "customer.change.request": _lt("Changes waiting for a second look"),
    "customer.contact": _lt("Contact persons"),
    "customer.fact": _lt("Notes on where a value is from"),
    "customer.followup": _lt("Follow-ups"),
    "customer.form.invitation": _lt("Invitations to forms"),
    "customer.form.submission": _lt("Forms filled in"),
    "customer.handover.line": _lt("Handovers"),
    "customer.milestone": _lt("Milestones"),
    "customer.purchase": _lt("Purchases"),
    "customer.relation": _lt("Relations"),
    "customer.reminder": _lt("Reminders"),
    "ir.attachment": _lt("Files"),
    "mail.activity": _lt("To-dos"),
    "mail.message": _lt("Messages and notes"),
    "mail.scheduled.message": _lt("Messages to be sent later"),
    "rating.rating": _lt("Ratings"),
    "res.partner": _lt("Addresses and people below the contact"),
    "sale.order": _lt("Sales orders"),
}
# What Odoo's own fields are called says little of a customer.
LABELS = {
    "partner.name": _lt("Name of the Organisation"),
    "partner.website": _lt("Website"),
    "partner.vat": _lt("Tax Number"),
    "partner.company_registry": _lt("Registration Number"),
    "partner.address": _lt("Place"),
}


def moving_label(env, model):
    """What records of a model are to people."""
    return env._(MOVING[model]) if model in MOVING else env["ir.model"]._get(model).name


def in_words(env, counts):
    """Counts of records by model as one line: "Follow-ups: 3, Files: 12"."""
    return one_by_one(
        env,
        [f"{moving_label(env, model)}: {count}" for model, count in counts.items()],
    )


def one_by_one(env, texts):
    """Short sentences in a line: nobody can translate a comma by itself."""
    return (
        reduce(
            lambda said, text: env._("%(said)s, %(text)s", said=said, text=text), texts
        )
        if texts
        else ""
    )
