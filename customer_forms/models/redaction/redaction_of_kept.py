"""What was written before the addon masked it (V1)."""

from odoo import api, models
from odoo.tools import split_every

from ...tools import sensitivity
from ..sensitive.sealed_field import Sealed
from . import calendar_event, mail_activity, mail_scheduled_message

BATCH = 500
MESSAGE = (
    *("subject", "body"),
    *("email_from", "reply_to", "incoming_email_to", "incoming_email_cc"),
)
# What else is written about a record: (model, field of the record's model, module)
BESIDE = (
    ("mail.activity", "res_model", mail_activity),
    ("mail.scheduled.message", "model", mail_scheduled_message),
    ("calendar.event", "res_model", calendar_event),
)
TRACKED = ("old_value_char", "new_value_char")


class CustomerRedaction(models.AbstractModel):
    _inherit = "customer.redaction"

    @api.model
    def _redact_kept(self, model):
        """Mask what messages, activities, meetings and notes of changes on records of a
        model say since before the upgrade, in batches. What is masked stays as it is.

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
        for other, model_field, texts in BESIDE:
            self._redact_records(
                self.env[other].search([(model_field, "=", model)], order="id"),
                ("res_id",),
                (*texts.TEXTS, *texts.HTMLS),
                lambda rows, texts=texts: self._redact_vals(
                    rows,
                    [(model, row.get("res_id")) for row in rows],
                    texts.TEXTS,
                    texts.HTMLS,
                ),
            )
        self._mask_tracked(model)

    def _redact_records(self, records, places, names, redacted):
        """Put masks into these records, where there are none yet.

        :param places: fields that say what these are about
        :param names: fields with what was written
        :param redacted: function: list of values -> list of values, with masks
        """
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
