from . import demo
from . import models
from . import wizard


def uninstall_hook(env):
    """Delete first what holds on to the activity type, done reminders too."""
    env = env(context={**env.context, "active_test": False})
    env["customer.reminder"].search([]).unlink()
    env["customer.reminder.rule"].search([]).unlink()
    env["mail.activity"].search([("res_model", "=", "customer.dossier")]).unlink()
