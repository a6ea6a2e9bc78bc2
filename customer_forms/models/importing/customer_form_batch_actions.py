"""What can be opened and done from an import, and from a form to its imports."""

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CustomerFormBatch(models.Model):
    _inherit = "customer.form.batch"

    def action_match(self):
        """Look at the columns: saving has read the file.

        :raises UserError: without a file
        """
        self.ensure_one()
        if not self.has_file:
            raise UserError(self.env._("Choose a file first."))

    def action_view_submissions(self):
        """Open the submissions that came of this file."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_forms.customer_form_submission_action"
        )
        return {
            **action,
            "name": self.display_name,
            "domain": list(Domain("batch_id", "=", self.id)),
            "context": {"customer_form_id": self.form_id.id},
        }

    def action_view_errors(self):
        """Open what is wrong, row by row."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_forms.customer_form_batch_error_action"
        )
        return {**action, "domain": [("batch_id", "=", self.id)]}

    def action_download_corrections(self):
        """Download the faulty rows, what is wrong in coloured cells."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/customer_forms/import/{self.id}/corrections.xlsx",
            "target": "download",
        }

    def action_refuse_waiting(self):
        """Refuse what came of this file and has not taken effect yet (``is_held``).

        What was accepted has become customers and opportunities: it stays.

        :return: a notice of how many there were
        """
        self.ensure_one()
        waiting = self.submission_ids.filtered(lambda each: each.state == "submitted")
        waiting.action_refuse()
        accepted = self.submission_ids.filtered(lambda each: each.state == "accepted")
        self._log_import("refused", refused=len(waiting), accepted=len(accepted))
        return self._notice(
            self.env._(
                "%(refused)s submissions were refused. %(accepted)s had taken effect"
                " already and stay.",
                refused=len(waiting),
                accepted=len(accepted),
            )
        )

    def _notice(self, message):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "success",
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _log_import(self, step, **counts):
        """Note it in the audit log: counts, nothing of the rows."""
        self.env["customer.audit.event"]._log(
            "import", self, {"step": step, "form": self.form_id.name, **counts}
        )


class CustomerForm(models.Model):
    _inherit = "customer.form"

    import_count = fields.Integer(compute="_compute_import_count")

    def _compute_import_count(self):
        counts = {}
        if self.env["customer.form.batch"].has_access("read"):
            counts = dict(
                self.env["customer.form.batch"]._read_group(
                    [("form_id", "in", self.ids)], ["form_id"], ["__count"]
                )
            )
        for form in self:
            form.import_count = counts.get(form._origin, 0)

    def action_view_imports(self):
        """Open the imports of submissions to this form."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_forms.customer_form_batch_action"
        )
        return {
            **action,
            "domain": [("form_id", "=", self.id)],
            "context": {"default_form_id": self.id},
        }

    def action_import_submissions(self):
        """Begin with a file of submissions to this form."""
        self.ensure_one()
        return {
            "name": self.env._("Import Submissions"),
            "type": "ir.actions.act_window",
            "res_model": "customer.form.batch",
            "views": [(False, "form")],
            "context": {"default_form_id": self.id},
        }
