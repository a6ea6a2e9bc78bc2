"""What people wrote beside a record: messages, activities, meetings, files."""

from odoo import models

# What a message says, and whom of it.
MESSAGE_TEXTS = (
    "subject",
    "email_from",
    "reply_to",
    "author_guest_id",
    "incoming_email_to",
    "incoming_email_cc",
    "outgoing_email_to",
)
NOTIFICATION_TEXTS = ("mail_email_address", "sms_number", "failure_reason")


class CustomerPersonal(models.AbstractModel):
    _inherit = "customer.personal"

    def _erase_thread(self, tally, is_dry):
        """Empty messages, activities and meetings; delete what was attached.

        That somebody wrote on a day stays, what he wrote does not.
        """
        messages = self._records_beside("mail.message", "model")
        activities = self._records_beside("mail.activity")
        events = self._records_beside("calendar.event")
        # Odoo hides the files of fields unless they are asked for.
        attachments = self._records_beside(
            "ir.attachment", more=[("res_field", "in", [False, *self._fields])]
        )
        attachments |= messages.attachment_ids | activities.attachment_ids
        tally.add("messages", messages.mapped("res_id"))
        tally.add(
            "activities", [*activities.mapped("res_id"), *events.mapped("res_id")]
        )
        tally.add("files", [each.res_id for each in attachments])
        if is_dry:
            return
        self._empty_messages(messages)
        activities.write({"summary": False, "note": False, "feedback": False})
        self.env["customer.form.file"].search(
            [("attachment_id", "in", attachments.ids)]
        ).unlink()
        attachments.unlink()

    def _name_beside_anew(self):
        """What repeats the name of a record says what it is called now."""
        self._records_beside("mail.activity")._compute_res_name()
        events = self._records_beside("calendar.event").with_context(
            dont_notify=True, no_mail_to_attendees=True, tracking_disable=True
        )
        for event in events:
            words = {"name": self.browse(event.res_id).display_name}
            event.write({**words, "description": False, "location": False})

    def _records_beside(self, model, model_field="res_model", more=()):
        """Records of another model that are about these."""
        Model = self.env[model].with_context(active_test=False)
        has_thread = isinstance(self.browse(), self.env.registry["mail.thread"])
        if model != "ir.attachment" and not has_thread:
            return Model
        return Model.search(
            [(model_field, "=", self._name), ("res_id", "in", self.ids), *more]
        )

    def _empty_messages(self, messages):
        mails = self.env["mail.mail"].search([("mail_message_id", "in", messages.ids)])
        mails.unlink()
        messages = messages.exists()
        if "sms.sms" in self.env:
            texts = self.env["sms.sms"].search(
                [("mail_message_id", "in", messages.ids)]
            )
            texts.unlink()
        messages.tracking_value_ids.unlink()
        notifications = messages.notification_ids
        notifications.write(
            {name: False for name in NOTIFICATION_TEXTS if name in notifications}
        )
        messages.write({"body": "", **dict.fromkeys(MESSAGE_TEXTS, False)})
        if "rating.rating" in self.env:
            self._records_beside("rating.rating").write({"feedback": False})
        if "message_follower_ids" in self._fields:
            outside = self.message_partner_ids.filtered("partner_share")
            self.message_unsubscribe(outside.ids)
