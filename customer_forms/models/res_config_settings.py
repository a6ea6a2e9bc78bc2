from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    has_last_four_search = fields.Boolean(
        related="company_id.has_last_four_search", readonly=False
    )
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
    reveal_limit = fields.Integer(related="company_id.reveal_limit", readonly=False)
    paper_logo = fields.Selection(related="company_id.paper_logo", readonly=False)
    paper_picture = fields.Image(related="company_id.paper_picture", readonly=False)
    paper_header = fields.Html(related="company_id.paper_header", readonly=False)
    paper_footer = fields.Html(related="company_id.paper_footer", readonly=False)
    paper_size = fields.Selection(related="company_id.paper_size", readonly=False)
    paper_font = fields.Selection(related="company_id.paper_font", readonly=False)
    paper_columns = fields.Selection(related="company_id.paper_columns", readonly=False)
    paper_line = fields.Selection(related="company_id.paper_line", readonly=False)
    paper_hints = fields.Selection(related="company_id.paper_hints", readonly=False)
    paper_qr = fields.Selection(related="company_id.paper_qr", readonly=False)
    visit_days = fields.Integer(
        string="Single Visits (Days)",
        config_parameter="customer_forms.visit_days",
        default=90,
        help="Then only counts by day are left of them.",
    )

    def set_values(self):
        result = super().set_values()
        # Odoo keeps no 0, which is an answer here: nobody is too quick.
        self.env["ir.config_parameter"].set_param(
            "customer_forms.robot_seconds", str(self.robot_seconds)
        )
        return result
