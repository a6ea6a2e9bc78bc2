"""Who gives an e-mail address gets the number of the submission by mail."""

from datetime import timedelta

from odoo import fields, models

from ... import rules
from ...rules.types.base import localised
from ...tools.page_opening import STAFF_CHANNELS

BATCH = 200
PAUSE = timedelta(seconds=10)  # until it is tried again where others are at work
TEMPLATE = "customer_forms.mail_template_receipt"
CRON = "customer_forms.ir_cron_send_receipts"
MAIL_CRON = "mail.ir_cron_mail_scheduler_action"


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _prepare_submission_vals(self, entry):
        vals = super()._prepare_submission_vals(entry)
        is_visitor = vals["channel"] not in STAFF_CHANNELS
        if self.has_receipt and is_visitor and own_address(entry.asked, entry.values):
            vals["receipt_state"] = "due"
        return vals


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    receipt_state = fields.Selection(
        [("due", "To be sent"), ("sent", "Sent")],
        string="Receipt",
        readonly=True,
        copy=False,
        help="The mail that tells the sender the number of this submission.",
    )

    _receipt_idx = models.Index("(id) WHERE receipt_state = 'due'")

    def _on_kept(self, entries):  # pylint: disable=missing-return
        super()._on_kept(entries)
        if self._with_receipt_due():
            # sudo: the visitor has no rights on scheduled jobs
            self.env.ref(CRON).sudo()._trigger()

    def _with_receipt_due(self):
        """Not for what looks like a robot: its address may be anybody's."""
        return self.filtered(
            lambda each: (
                each.receipt_state == "due"
                and each.state not in ("quarantined", "refused")
            )
        )

    def _send_receipts(self):
        """Hand the receipts that are due to the mail queue: each once, as what is handed
        over and what is noted is one transaction. Called by a scheduled job."""
        waiting = self.search(
            [
                ("receipt_state", "=", "due"),
                ("state", "not in", ("quarantined", "refused")),
            ],
            limit=BATCH,
            order="id",
        )
        due = waiting.try_lock_for_update(allow_referencing=True)
        if due:
            due._queue_receipts()
            self.env.ref(MAIL_CRON)._trigger()
        if len(waiting) == BATCH:
            self.env.ref(CRON)._trigger()
        elif due != waiting:
            # Another job writes on the others, such as the one that files them.
            self.env.ref(CRON)._trigger(fields.Datetime.now() + PAUSE)

    def _queue_receipts(self):
        """Put a mail for each of these submissions into the queue."""
        template = self.env.ref(TEMPLATE)
        for submission, address in self._own_addresses().items():
            submission.receipt_state = "sent" if address else False  # erased meanwhile
            if address:
                values = submission._receipt_values()
                template._queue_to_visitor(submission, address, receipt=values)

    def _receipt_values(self):
        """What a receipt says: the names the mail's template finds in ``ctx['receipt']``.

        Nothing of the answers: a mail travels in clear.
        """
        lang = self.lang or "en_US"
        schema = self.version_id.schema
        return {
            "company": self.company_id.name,
            "form": localised(schema["name"], lang),
            "number": self.number,
            "moment": self.form_id._moment_words(self.submitted_at),
            "what_next": localised(schema.get("success_message") or {}, lang),
            "correct_url": self._correction_link(),
        }

    def _own_addresses(self):
        """The e-mail address each sender gave, '' for none, whoever asks."""
        opened = self._open_answers()
        return {
            each: own_address(
                rules.answer_fields(each.version_id.schema),
                {**each.answers._values, **opened.get(each, {})},
            )
            for each in self
        }


def own_address(fields_, values):
    """The e-mail address of who fills in a form: where the question says so, else the
    first that was given.

    :param list fields_: of a schema
    :param dict values: full answers by key
    :return: str
    """
    asked = [field for field in fields_ if field["type"] == "email"]
    own = [field for field in asked if field["role"] == "email"]
    return next(
        (values[each["key"]] for each in own + asked if values.get(each["key"])), ""
    )
