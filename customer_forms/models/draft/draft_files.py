"""Files that were attached to a page that was not submitted yet."""

from odoo import api, models
from odoo.fields import Domain

from ...tools.file_kind import HEAD_SIZE
from ..submission.submission_request import UploadedFile

DRAFT = "customer.form.draft"
# What all files of one entry may weigh together.
MAX_FILES_SIZE = 64 * 1024 * 1024


class CustomerFormDraft(models.Model):
    _inherit = "customer.form.draft"

    def _files(self):
        """The attachments of these entries, in sudo, oldest first."""
        # sudo: nobody has rights on them, see IrAttachment below
        attachments_sudo = self.env["ir.attachment"].sudo()
        return attachments_sudo.search(
            [("res_model", "=", DRAFT), ("res_id", "in", self.ids)], order="id"
        )

    def _file_by_path(self, has_content=False):
        """What was attached to each question: {path: list of ``UploadedFile``}."""
        files = {}
        for attachment_sudo in self._files():
            path = attachment_sudo.description or ""
            files.setdefault(path, []).append(_uploaded(attachment_sudo, has_content))
        return files

    def _attach_files(self, path, files):
        """Keep files that were sent for a question.

        :param list files: ``UploadedFile``, checked
        :return: the attachments, in sudo
        """
        self.ensure_one()
        # sudo: visitors have no rights; what was sent was checked. Odoo makes large
        # pictures smaller: what was given is kept as it was given.
        attachments_sudo = self.env["ir.attachment"].sudo()
        return attachments_sudo.with_context(image_no_postprocess=True).create(
            [
                {
                    "name": file.name,
                    "raw": file.content,
                    "res_model": DRAFT,
                    "res_id": self.id,
                    "description": path,
                }
                for file in files
            ]
        )

    def _place_files(self, paths, removed):
        """Note where files stand on the page now, and delete those that were removed.

        :param dict paths: {id of an attachment: path}
        :param set removed: ids
        """
        for attachment_sudo in self._files():
            if attachment_sudo.id in removed:
                attachment_sudo.unlink()
            elif paths.get(attachment_sudo.id, attachment_sudo.description) != (
                attachment_sudo.description
            ):
                attachment_sudo.description = paths[attachment_sudo.id]


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _kept_files(self, page_uuid, ids, has_content):
        """Files that a page says were kept with it before: of its unfinished entry, or of
        the submission it became, when it is sent again.

        :param str page_uuid: of the opening, which no browser can change
        :param ids: what the page says
        :param bool has_content: whether what is in them is wanted
        :return: {id: ``UploadedFile``}
        """
        domain = [("form_id", "=", self.id), ("uuid", "=", page_uuid)]
        # sudo: visitors have no rights on what they have sent
        drafts_sudo = self.env[DRAFT].sudo().search(domain)
        domain = [("form_id", "=", self.id), ("client_uuid", "=", page_uuid)]
        submissions_sudo = self.env["customer.form.submission"].sudo().search(domain)
        attachments_sudo = self.env["ir.attachment"].sudo()
        theirs = Domain.OR(
            Domain("res_model", "=", records._name)
            & Domain("res_id", "in", records.ids)
            for records in (drafts_sudo, submissions_sudo)
        )
        found_sudo = attachments_sudo.search(theirs & Domain("id", "in", list(ids)))
        return {each.id: _uploaded(each, has_content) for each in found_sudo}


class IrAttachment(models.Model):
    """What a visitor attached and did not send yet is nobody's to open: the page shows
    its name, and the engine moves it to the submission."""

    _inherit = "ir.attachment"

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            # Any other model, or none.
            ours = Domain("res_model", "!=", DRAFT) | Domain("res_model", "=", False)
            domain = Domain(domain) & ours
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _check_access(self, operation):
        refused = super()._check_access(operation)
        # sudo: only to tell which belong to unfinished entries
        ours = self.sudo().filtered(lambda each: each.res_model == DRAFT).sudo(False)
        if not ours or self.env.su:
            return refused
        forbidden = ours | refused[0] if refused else ours
        return forbidden, lambda: forbidden._make_hidden_error(operation)


def _uploaded(attachment_sudo, has_content):
    content = (attachment_sudo.raw or b"") if has_content else b""
    return UploadedFile(
        attachment_sudo.name,
        attachment_sudo.file_size,
        content[:HEAD_SIZE],
        content,
        attachment_sudo.id,
    )
