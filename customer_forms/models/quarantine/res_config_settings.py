from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    robot_seconds = fields.Float(
        string="Quickest Visitor (Seconds)",
        default=1,
        config_parameter="customer_forms.robot_seconds",
    )
    robot_address_limit = fields.Integer(
        string="Forms from One Network in an Hour",
        default=600,
        config_parameter="customer_forms.robot_address_limit",
    )
    robot_form_limit = fields.Integer(
        string="Times One Form Is Sent in a Minute",
        default=600,
        config_parameter="customer_forms.robot_form_limit",
    )
    spam_days = fields.Integer(
        string="Keep Spam (Days)",
        default=30,
        config_parameter="customer_forms.spam_days",
    )

    def set_values(self):
        result = super().set_values()
        # Odoo keeps no 0, which is an answer here: nobody is too quick.
        self.env["ir.config_parameter"].set_param(
            "customer_forms.robot_seconds", str(self.robot_seconds)
        )
        return result
