from odoo import api, models


class ReportPersonCopy(models.AbstractModel):
    """What is kept on a person, as a document a person reads.

    It prints the document it is given: what is handed out is decided, and noted in the
    audit log, in ``customer.person.search._hand_out``. Called in any other way it
    prints nothing.
    """

    _name = "report.customer_forms.report_person_copy"
    _description = "Copy of Personal Data"

    @api.model
    def _get_report_values(self, docids, data=None):
        searches = self.env["customer.person.search"].browse(docids)
        searches.check_access("read")
        document = self.env.context.get("customer_person_document")
        return {
            "doc_ids": docids,
            "doc_model": searches._name,
            "docs": searches if isinstance(document, Handed) else searches.browse(),
            "document": document,
            "lang": self.env.lang,
        }


class Handed(dict):
    """A document that was handed out; no context that comes from a browser has one."""
