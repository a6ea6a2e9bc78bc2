"""What waits is kept on the person: handed out and erased with the dossier (V5)."""

from odoo import models


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _erase_personal_data(self, tally, is_dry):  # pylint: disable=missing-return
        super()._erase_personal_data(tally, is_dry)
        values = self.env["customer.change.value"].search(
            [("dossier_id", "in", self._people().ids)]
        )
        tally.add("values", [value.dossier_id.id for value in values])
        if is_dry:
            return
        requests = values.request_id
        requests.filtered(lambda each: each.state == "waiting")._close("withdrawn")
        requests.remark = False
        values.write({"old_value": False, "new_value": False})

    def _personal_document(self):
        document = super()._personal_document()
        # sudo: the caller has decided who may
        values_sudo = (
            self.env["customer.change.value"]
            .sudo()
            .search(
                [("dossier_id", "=", self.id), ("request_id.state", "=", "waiting")]
            )
        )
        if self.kind == "company" or not values_sudo:
            return document
        said = values_sudo._raw_values("new_value")
        lines = [
            {
                "key": value.name,
                "label": value.label,
                "text": str(
                    said[value]
                    if value.sensitivity
                    else value._in_words(value.new_value)
                ),
                "value": said[value],
            }
            for value in values_sudo
        ]
        section = {"title": self.env._("Changes That Wait"), "lines": lines}
        return document | {"sections": [*document["sections"], section]}


class CustomerChangeValue(models.Model):
    _inherit = "customer.change.value"

    def _compute_display_name(self):
        for value in self:
            value.display_name = value.request_id.display_name
