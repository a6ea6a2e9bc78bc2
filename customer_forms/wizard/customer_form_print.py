from odoo import api, fields, models

REPORT = "customer_forms.action_report_blank_form"


class CustomerFormPrint(models.TransientModel):
    """How a form is printed to be filled in by hand."""

    _name = "customer.form.print"
    _description = "Print a Blank Form"

    form_id = fields.Many2one("customer.form", required=True, ondelete="cascade")
    is_draft = fields.Boolean(
        string="With Unpublished Changes",
        compute="_compute_is_draft",
        store=True,
        readonly=False,
        help="Print the form as it is edited now, not as visitors see it.",
    )
    has_version = fields.Boolean(compute="_compute_has_version")
    lang = fields.Selection(
        "_languages",
        string="Language",
        required=True,
        default=lambda self: self.env.lang or "en_US",
    )
    second_lang = fields.Selection(
        "_languages",
        string="Second Language",
        help="Every question in this language too.",
    )
    staff_sections = fields.Selection(
        [("none", "Left out"), ("page", "On a page of their own")],
        string="Sections for Staff",
        required=True,
        default="none",
    )

    @api.model
    def _languages(self):
        return self.env["res.lang"].get_installed()

    @api.depends("form_id")
    def _compute_is_draft(self):
        for sheet in self:
            sheet.is_draft = not sheet.form_id.current_version_id

    @api.depends("form_id")
    def _compute_has_version(self):
        for sheet in self:
            sheet.has_version = bool(sheet.form_id.current_version_id)

    def action_print(self):
        """The sheet to print, as PDF."""
        self.ensure_one()
        # The sheet has a head of its own: no layout of documents needs to be chosen.
        action = self.env.ref(REPORT).report_action(self, config=False)
        return {**action, "close_on_report_download": True}


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def action_print(self):
        """Ask how the form is to be printed."""
        self.ensure_one()
        return {
            "name": self.env._("Print a Blank Form"),
            "type": "ir.actions.act_window",
            "res_model": "customer.form.print",
            "view_mode": "form",
            "target": "new",
            "context": {"default_form_id": self.id},
        }
