from odoo import fields, models
from odoo.exceptions import UserError


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def action_ask_for_copy(self):
        """Begin a request for a masked copy of these customers, for who sees them.

        :return: action of the draft
        """
        self.check_access("read")
        if not self:
            raise UserError(self.env._("Choose customers in the list first."))
        if len(self.company_id) > 1:
            raise UserError(self.env._("Choose customers of one company."))
        request = self.env["customer.access.request"].create(
            {
                "purpose": self._copy_purpose(),
                "company_id": self.company_id.id,
            }
        )
        # sudo: whom it is about is the engine's, and was checked
        request.sudo().write(
            {
                "scope": "selection",
                "line_ids": [
                    fields.Command.create({"dossier_id": dossier.id})
                    for dossier in self
                ],
            }
        )
        return request._get_form_action()

    def _copy_purpose(self):
        """What stands in a draft until its requester says more."""
        return self.env._("What I need them for: …")

    def _personal_document(self):
        """To whom the person was shown is what he may know of it (V5)."""
        document = super()._personal_document()
        # sudo: the caller has decided who may
        lines_sudo = self.env["customer.access.line"].sudo()
        given = lines_sudo.search(
            [
                ("dossier_id", "=", self.id),
                ("is_granted", "=", True),
                ("request_id.handed_over_at", "!=", False),
            ]
        ).request_id
        if not given:
            return document
        section = {
            "title": self.env._("Shown to another department, masked"),
            "lines": [
                {
                    "key": request.number,
                    "label": f"{request.number} {request.handed_over_at.date()}",
                    "text": request.purpose,
                    "value": request.purpose,
                }
                for request in given
            ],
        }
        return document | {"sections": [*document["sections"], section]}


class CustomerAccessRequest(models.Model):
    _inherit = "customer.access.request"

    def _note_in_dossiers(self, user):
        """Each customer's own history says to whom it was shown, and for which request."""
        lines = self.line_ids.filtered("is_granted")
        self.env["customer.audit.event"].with_user(user)._log_each(
            "grant",
            [
                (dossier, {"action": "given", "number": self.number})
                for dossier in lines.dossier_id
            ],
        )
