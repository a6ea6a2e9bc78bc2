"""The copy of what is kept on a person, as a document for people."""

from odoo import fields, models

from ..report.person_copy_report import Handed

REPORT = "customer_forms.report_person_copy"


class CustomerPersonSearch(models.TransientModel):
    _inherit = "customer.person.search"

    def _local_time(self, text):
        """A moment of the document as the user's clock shows it."""
        moment = fields.Datetime.context_timestamp(
            self, fields.Datetime.from_string(text)
        )
        return moment.strftime("%Y-%m-%d %H:%M")

    def _render_copy(self, document):
        """The document as a PDF.

        :param dict document: as ``_hand_out`` returns it
        :return: bytes
        """
        self.ensure_one()
        report = self.env["ir.actions.report"].with_context(
            lang=self.lang, customer_person_document=Handed(document)
        )
        # sudo: the layout reads the company; what is printed was decided before
        return report.sudo()._render_qweb_pdf(REPORT, self.ids)[0]
