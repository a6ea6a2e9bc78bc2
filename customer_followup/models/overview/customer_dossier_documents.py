"""Every file of a customer in one list."""

from odoo import api, fields, models
from odoo.fields import Domain

MOST = 500


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    @api.readonly
    def documents(self):
        """The files of the dossier and of what belongs to it, newest first: as far as the
        reader may read what they belong to.

        :return: [{id, name, mimetype, checksum, type, url, size, when, user, of, res_model,
            res_id}]
        :raises AccessError: for who may not read the dossier
        """
        self.ensure_one()
        self.check_access("read")
        sources = self._document_sources()
        files = self.env["ir.attachment"].search(
            Domain.OR(
                Domain("res_model", "=", records._name)
                & Domain("res_id", "in", records.ids)
                & Domain("res_field", "=", False)
                for _label, records in sources
                if records
            ),
            order="id DESC",
            limit=MOST,
        )
        labels = {records._name: label for label, records in sources}
        return [self._document_entry(file, labels[file.res_model]) for file in files]

    def _document_sources(self):
        """Extension point: what may have files: list of (label, records that the reader
        may read)."""
        return [
            (self.env._("Customer"), self),
            (self.env._("Follow-up"), self._readable("customer.followup")),
            (self.env._("Submission"), self._readable("customer.form.submission")),
            (self.env._("Opportunity"), self._readable("crm.lead")),
            (self.env._("Milestone"), self._readable("customer.milestone")),
        ]

    def _readable(self, model):
        """Records of this customer that the reader may read, archived too."""
        return (
            self.env[model]
            .with_context(active_test=False)
            .search([("dossier_id", "=", self.id)])
        )

    @api.model
    def _document_entry(self, file, label):
        return {
            "id": file.id,
            "name": file.name,
            "mimetype": file.mimetype,
            "checksum": file.checksum,
            "type": file.type,
            "url": file.url,
            "size": file.file_size,
            "when": fields.Datetime.to_string(file.create_date),
            # sudo: who brought a file is known to who may read it
            "user": file.sudo().create_uid.name,
            "of": label,
            "res_model": file.res_model,
            "res_id": file.res_id,
        }
