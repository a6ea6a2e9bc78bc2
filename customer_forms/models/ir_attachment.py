from odoo import api, models
from odoo.exceptions import AccessError

# What makes a file the file that was submitted.
SUBMITTED = {"datas", "db_datas", "name", "public", "raw", "res_field", "res_id"} | {
    "res_model",
    "store_fname",
    "type",
    "url",
}


class IrAttachment(models.Model):
    """What a customer attached stays as it was given, where it was given."""

    _inherit = "ir.attachment"

    def write(self, vals):
        if SUBMITTED & set(vals):
            self._check_not_submitted()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        self._check_not_submitted()

    def _check_not_submitted(self):
        """Refuse to touch files of submissions, but for the engine."""
        if self.env.su:
            return
        # sudo: the answer must not depend on which submissions this user may see
        files_sudo = self.env["customer.form.file"].sudo()
        if files_sudo.search_count([("attachment_id", "in", self.ids)], limit=1):
            raise AccessError(
                self.env._(
                    "A file that a customer submitted is neither changed nor moved."
                )
            )
