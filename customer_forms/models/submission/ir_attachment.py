from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

SUBMISSION = "customer.form.submission"

# What makes a file the file that was submitted.
SUBMITTED = {"datas", "db_datas", "name", "public", "raw", "res_field", "res_id"} | {
    "res_model",
    "store_fname",
    "type",
    "url",
}


class IrAttachment(models.Model):
    """What a customer attached stays as it was given, where it was given, and is seen by
    those who see the answers of its section."""

    _inherit = "ir.attachment"

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            hidden = self._hidden_files_query()
            if hidden is not None:
                hidden_ids = hidden.subselect("attachment_id")
                domain = Domain(domain) & Domain("id", "not in", hidden_ids)
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        refused = super()._check_access(operation)
        # sudo: only to tell which belong to submissions
        ours_sudo = self.sudo().filtered(lambda each: each.res_model == SUBMISSION)
        hidden = self._hidden_files_query(ours_sudo.ids) if ours_sudo else None
        if hidden is None or hidden.is_empty():
            return refused
        # sudo: see _hidden_files_query
        files_sudo = self.env["customer.form.file"].sudo().browse(hidden)
        forbidden = files_sudo.attachment_id.sudo(False)
        if refused:
            forbidden |= refused[0]
        return forbidden, lambda: forbidden._make_hidden_error(operation)

    def _make_hidden_error(self, operation):
        return self.env["ir.rule"]._make_access_error(operation, self)

    @api.model
    def _hidden_files_query(self, attachment_ids=None):
        """Files of questions whose answers this user may not see.

        :param list attachment_ids: only files among these attachments
        :return: ``Query`` of ``customer.form.file``; None when he sees every answer
        """
        visible = self.env["customer.form.file"]._visible_domain()
        if visible.is_true():
            return None
        among = Domain.TRUE
        if attachment_ids is not None:
            among = Domain("attachment_id", "in", attachment_ids)
        # sudo: hidden is hidden, whichever submissions he may read
        return self.env["customer.form.file"].sudo()._search(~visible & among)

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
