from odoo import models

PRINT = "customer.form.print"
SIZE = "customer_paper_size"


class IrActionsReport(models.Model):
    """A form is printed on the paper that was chosen for it."""

    _inherit = "ir.actions.report"

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        report = self._get_report(report_ref)
        if report.model == PRINT and res_ids:
            printing = self.env[PRINT].browse(res_ids[:1])
            self = self.with_context(**{SIZE: printing._paper_look()["paper_size"]})
        return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids)

    def get_paperformat(self):
        """The paper of the report, the one chosen for a form."""
        size = self.env.context.get(SIZE)
        if self.model == PRINT and size in ("a5", "letter"):
            return self.env.ref(f"customer_forms.paperformat_blank_form_{size}")
        return super().get_paperformat()
