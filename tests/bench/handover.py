"""All customers of somebody who leaves, given to four others: the dialog that counts them,
and the batches of the job."""

import time

from odoo.tools import SQL

from . import dossiers

ACTIVITIES = 2


def generate(env, count, giver, receivers):
    """Customers of the giver, each with an opportunity, five follow-ups, a reminder and
    two activities.

    :return: the dossiers
    """
    team = env["crm.team"].create(
        {
            "name": "Bench",
            "company_id": env.company.id,
            "member_ids": (giver + receivers).ids,
        }
    )
    first = dossiers.generate(env, count, giver)["customer_dossier"]
    made = env["customer.dossier"].browse(range(first + 1, first + count + 1))
    template = env["customer.dossier"].browse(first)
    template.team_id = team
    activity = template.activity_schedule(
        "mail.mail_activity_data_todo", user_id=giver.id
    )
    env["customer.reminder.rule"]._remind(template)
    env.flush_all()
    for table in ("customer_dossier", "crm_lead", "customer_followup"):
        env.cr.execute(
            SQL("UPDATE %s SET team_id = %s", SQL.identifier(table), team.id)
        )
    _copy_reminders(env, template, count)
    dossiers._copies(
        env,
        "mail_activity",
        activity.id,
        count * ACTIVITIES,
        {"res_id": SQL("%s + 1 + i %% %s", first, count)},
    )
    env.invalidate_all()
    return made


def _copy_reminders(env, template, count):
    """An open reminder of the same rule for each customer, with its activity."""
    for reminder in template.reminder_ids:
        [[last]] = env.execute_query(SQL("SELECT max(id) FROM mail_activity"))
        customer = SQL("%s + i", template.id)
        dossiers._copies(
            env,
            "mail_activity",
            reminder.activity_id.id,
            count,
            {"id": SQL("%s + i", last), "res_id": customer},
        )
        env.cr.execute(
            SQL("SELECT setval('mail_activity_id_seq', %s)", last + count + 1)
        )
        dossiers._copies(
            env,
            "customer_reminder",
            reminder.id,
            count,
            {"dossier_id": customer, "activity_id": SQL("%s + i", last)},
        )


def measure(env, manager, giver, receivers):
    """Seconds of each step, by its name."""
    Wizard = env["customer.handover.wizard"].with_user(manager)
    wizard = Wizard.create(
        {
            "source": "owners",
            "from_user_ids": giver.ids,
            "method": "load",
            "to_user_ids": receivers.ids,
            "reason": "Leaves the company",
        }
    )
    figures = {"dry run": _timed(env, lambda: wizard.preview)}
    figures["press the button"] = _timed(env, wizard.action_confirm)
    run = wizard.sudo().handover_ids
    batches = []
    while run.state == "working":
        batches.append(_timed(env, run._work_batch))
    figures["hand over"] = sum(batches)
    figures["longest batch"] = max(batches)
    return run, figures


def _timed(env, work):
    env.flush_all()
    env.invalidate_all()
    start = time.monotonic()
    work()
    env.flush_all()
    return time.monotonic() - start


def report(figures, count):
    lines = [f"{step:<20}{seconds:>8.2f} s" for step, seconds in figures.items()]
    total = sum(figures[step] for step in figures if step != "longest batch")
    lines.append(f"{'in all':<20}{total:>8.2f} s")
    return "\n".join([f"{count} customers handed over", *lines])
