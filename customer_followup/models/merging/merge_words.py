"""What moves when customers become one, and what is compared, as people call it."""

from functools import reduce

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# The engine's own notes, which move along and which nobody has ever seen as a thing: where
# values are from, the ledger of reminders (people see the to-dos), lines of runs and copies.
ENGINE = {
    "customer.access.line",
    "customer.fact",
    "customer.handover.line",
    "customer.reminder",
}
# Of these, what people would count themselves: not what is done or decided.
COUNTED = {
    "customer.change.request": [("state", "=", "waiting")],
    "mail.activity": [("active", "=", True)],
}
# Names of models are written for administrators, and of one record.
MOVING = {
    "calendar.event": _lt("Meetings"),
    "crm.lead": _lt("Opportunities"),
    "customer.change.request": _lt("Changes waiting for a second look"),
    "customer.contact": _lt("Contact persons"),
    "customer.followup": _lt("Follow-ups"),
    "customer.form.invitation": _lt("Invitations to forms"),
    "customer.form.submission": _lt("Forms filled in"),
    "customer.milestone": _lt("Milestones"),
    "customer.purchase": _lt("Purchases"),
    "customer.relation": _lt("Relations"),
    "ir.attachment": _lt("Files"),
    "mail.activity": _lt("Reminders and to-dos"),
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


def counts_of(env, ids_by_model):
    """How much of it people know: {model: count}.

    :param dict ids_by_model: {model: ids of records}
    """
    counts = {}
    for model, ids in ids_by_model.items():
        if model in ENGINE or model not in env:
            continue
        # sudo: how much there is, whoever may see it
        records_sudo = env[model].sudo().browse(ids).exists()
        count = len(records_sudo.filtered_domain(COUNTED.get(model, [])))
        if count:
            counts[model] = count
    return counts


def in_words(env, counts):
    """Counts of records by model as one line: "Follow-ups: 3, Files: 12"."""
    return one_by_one(
        env,
        [
            f"{moving_label(env, model)}: {count}"
            for model, count in counts.items()
            if model not in ENGINE
        ],
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
