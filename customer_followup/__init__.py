from odoo import Command

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

from . import controllers
from . import demo
from . import models
from . import report
from . import wizard

# What keeps customers, users or rules from being deleted.
HOLDING = (
    "customer.access.request",
    "customer.handover",
    "customer.relation",
    "customer.reminder",
    "customer.reminder.rule",
    "customer.followup",
)


def uninstall_hook(env):
    """Delete in the order in which records hold on to each other, done reminders too."""
    context = {"active_test": False, MODULE_UNINSTALL_FLAG: True}
    env = env(context={**env.context, **context})
    for model in HOLDING:
        env[model].search([]).unlink()
    env["mail.activity"].search([("res_model", "=", "customer.dossier")]).unlink()
    env["customer.dossier"].search([("merged_into_id", "!=", False)]).unlink()
    env["customer.dossier"].search([]).unlink()
    forget_sealed(env)
    _let_go_of_demo_departments(env)


def forget_sealed(env):
    """What opportunities and rows that PostgreSQL deletes keep sealed goes too: nobody
    would find it to erase it. Odoo's own fields stay as they are, masked: taking an addon
    out is no way to read who referred somebody, as contacts do not get back their names."""
    sealed = ["crm.lead"] + [
        name
        for name, model in env.registry.items()
        if model._original_module == "customer_followup"
    ]
    env["customer.vault.value"].search([("res_model", "in", sealed)]).unlink()


def _let_go_of_demo_departments(env):
    """The departments of the demonstration go; forms stay and would hold on to them."""
    teams = env["ir.model.data"].search(
        [("module", "=", "customer_followup"), ("model", "=", "crm.team")]
    )
    team_ids = teams.mapped("res_id")
    sections = env["customer.form.section"].search(
        [("edit_department_ids", "in", team_ids)]
    )
    sections.edit_department_ids = [Command.unlink(team_id) for team_id in team_ids]
