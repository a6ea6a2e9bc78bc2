from odoo import api, models


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    @api.model
    def _get_model_info_by_xmlid(self):
        """Reminders of customers need their type: it is neither moved nor deleted."""
        return {
            **super()._get_model_info_by_xmlid(),
            "customer_followup.mail_activity_type_followup": {
                "res_model": "customer.dossier",
                "unlink": False,
            },
        }
