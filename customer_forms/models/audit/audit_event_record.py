from odoo import models


class CustomerAuditEvent(models.Model):
    _inherit = "customer.audit.event"

    def action_view_record(self):
        """Open what the event is about.

        :raises AccessError: when this user may not see it
        :raises MissingError: when it is gone
        """
        self.ensure_one()
        self.env[self.res_model].browse(self.res_id).check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }
