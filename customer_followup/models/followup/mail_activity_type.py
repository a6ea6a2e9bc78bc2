from odoo import api, models


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    @api.model
    def _get_model_info_by_xmlid(self):
        """Reminders of customers need their types: they are neither moved nor deleted."""
        ours = {"res_model": "customer.dossier", "unlink": False}
        return {
            **super()._get_model_info_by_xmlid(),
            "customer_followup.mail_activity_type_followup": ours,
            "customer_followup.mail_activity_type_difference": ours,
        }
