from odoo import models


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _written_about(self):
        """Answers in rows are on their own records."""
        return {submission.id: [submission, submission.row_ids] for submission in self}
