from . import demo
from . import models
from . import wizard


def uninstall_hook(env):
    """Delete in the order in which records hold on to each other, done reminders too."""
    env = env(context={**env.context, "active_test": False})
    for model in ("customer.reminder", "customer.reminder.rule", "customer.followup"):
        env[model].search([]).unlink()
    env["mail.activity"].search([("res_model", "=", "customer.dossier")]).unlink()
    env["customer.dossier"].search([]).unlink()
