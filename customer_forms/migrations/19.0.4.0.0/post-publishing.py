"""Published forms get their links; what is new and keeps or sends something for visitors
stays off on them until somebody decides otherwise."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"active_test": False})
    forms = env["customer.form"].search([("current_version_id", "!=", False)])
    forms._default_links()
    forms.write({"has_drafts": False, "has_receipt": False})
