from odoo import Command

from . import controllers
from . import demo
from . import models
from . import report
from . import wizard


def uninstall_hook(env):
    """Delete in the order in which records hold on to each other, done reminders too."""
    env = env(context={**env.context, "active_test": False})
    for model in ("customer.reminder", "customer.reminder.rule", "customer.followup"):
        env[model].search([]).unlink()
    env["mail.activity"].search([("res_model", "=", "customer.dossier")]).unlink()
    env["customer.dossier"].search([]).unlink()
    _let_go_of_demo_departments(env)


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
