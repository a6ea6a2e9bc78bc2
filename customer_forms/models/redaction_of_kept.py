"""What was written before the addon masked it (V1)."""

from odoo import api, models
from odoo.tools import split_every

from ..tools import sensitivity
from . import mail_activity
from .sealed_field import Sealed

BATCH = 500
MESSAGE = (
    *("subject", "body"),
    *("email_from", "reply_to", "incoming_email_to", "incoming_email_cc"),
)
ACTIVITY = (*mail_activity.TEXTS, *mail_activity.HTMLS)
TRACKED = ("old_value_char", "new_value_char")


class CustomerRedaction(models.AbstractModel):
    _inherit = "customer.redaction"

    @api.model
    def _redact_kept(self, model):
        """Mask what messages, activities and notes of changes on records of a model say
        since before the upgrade, in batches. What is masked already stays as it is.

        :param str model: one with ``_written_about``
        """
        if "message_ids" not in self.env[model]._fields:
            return
        self._redact_records(
            self.env["mail.message"].search([("model", "=", model)], order="id"),
            ("model", "res_id", "author_id"),
            MESSAGE,
            self.env["mail.message"]._redacted,
        )
        self._redact_records(
            self.env["mail.activity"].search([("res_model", "=", model)], order="id"),
            ("res_model", "res_id"),
            ACTIVITY,
            self.env["mail.activity"]._redacted,
        )
        self._mask_tracked(model)

    def _redact_records(self, records, places, names, redacted):
        for batch in split_every(BATCH, records.ids, records.browse):
            kept = [
                {name: text for name, text in vals.items() if text}
                for vals in batch.read([*places, *names], load="")
            ]
            for old, new in zip(kept, redacted(kept), strict=True):
                changed = {name: new[name] for name in old if new[name] != old[name]}
                if changed:
                    # Nobody wrote it today: dates and authors stay.
                    records.browse(old["id"])._write(
                        {name: text or None for name, text in changed.items()}
                    )
            self.env.invalidate_all()

    def _mask_tracked(self, model):
        """What was noted of changes of fields that are sensitive now."""
        classes = {
            name: field.sensitivity
            for name, field in self.env[model]._fields.items()
            if isinstance(field, Sealed)
        }
        noted = self.env["mail.tracking.value"].search(
            [("field_id.model", "=", model), ("field_id.name", "in", list(classes))]
        )
        for value in noted:
            class_ = classes[value.field_id.name]
            for name in TRACKED:
                if value[name] and not sensitivity.looks_masked(value[name]):
                    value[name] = sensitivity.mask(class_, value[name])
