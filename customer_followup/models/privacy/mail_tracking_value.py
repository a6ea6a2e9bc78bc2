from odoo import api, models

from odoo.addons.customer_forms.tools import sensitivity

# What the chatter of contacts and opportunities repeats of a customer: the class.
TRACKED = {
    "res.partner": {
        "contact_address_inline": "address",
        "email": "email",
        "name": "name",
        "phone": "phone",
        "vat": "id",
    },
    "crm.lead": {
        "contact_name": "name",
        "email_from": "email",
        "partner_id": "name",
        "phone": "phone",
    },
}
# Of an organisation they are no secret.
PUBLIC_OF_COMPANY = {"contact_address_inline", "name", "partner_id", "vat"}
# A person at a customer has those of the customer.
OF_PARENT = {"contact_address_inline", "vat"}
TEXTS = ("old_value_char", "new_value_char")


class MailTrackingValue(models.Model):
    """Notes of changes keep no more of customers than the mask (V1)."""

    _inherit = "mail.tracking.value"

    @api.model
    def _create_tracking_values(
        self, initial_value, new_value, col_name, col_info, record
    ):
        values = super()._create_tracking_values(
            initial_value, new_value, col_name, col_info, record
        )
        class_ = self._personal_fields(record).get(col_name)
        return {**values, **_masked(class_, values)} if class_ else values

    @api.model
    def _mask_personal(self, records):
        """Mask what was noted before these records became a customer's."""
        records = records.filtered(self._personal_fields)
        if not records:
            return
        # sudo: nobody edits what the chatter noted; here it says less
        values_sudo = self.sudo().search(
            [
                ("mail_message_id.model", "=", records._name),
                ("mail_message_id.res_id", "in", records.ids),
                ("field_id.name", "in", list(TRACKED[records._name])),
            ]
        )
        for value in values_sudo:
            record = records.browse(value.mail_message_id.res_id)
            class_ = self._personal_fields(record).get(value.field_id.name)
            masked = _masked(class_, value) if class_ else {}
            if masked:
                value.write(masked)

    @api.model
    def _personal_fields(self, record):
        """The classes of what is personal in a contact or an opportunity."""
        tracked = TRACKED.get(record._name)
        if not tracked:
            return {}
        # sudo: also for those who may not see the dossier
        record_sudo = record.sudo()
        is_partner = record._name == "res.partner"
        dossiers_sudo = (
            record_sudo.dossier_ids if is_partner else record_sudo.dossier_id
        )
        if is_partner and not dossiers_sudo and record._is_shell():
            return _without(tracked, OF_PARENT)
        if not dossiers_sudo or (is_partner and record._is_account()):
            return {}
        if all(dossier.kind == "company" for dossier in dossiers_sudo):
            tracked = _without(tracked, PUBLIC_OF_COMPANY)
        return tracked


def _without(tracked, names):
    return {name: tracked[name] for name in tracked if name not in names}


def _masked(class_, values):
    """The texts of a note that are no masks yet, masked."""
    return {
        name: sensitivity.mask(class_, values[name])
        for name in TEXTS
        if name in values
        and values[name]
        and not sensitivity.looks_masked(values[name])
    }
