"""Whoever handles a submission asks for what is missing in it (S6)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.masking import mask_email
from .submission_reply import REPLIED_STATES

TEMPLATE = "customer_forms.mail_template_completion"


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    completion_ids = fields.One2many("customer.form.completion", "submission_id")
    can_ask_completion = fields.Boolean(compute="_compute_can_ask_completion")

    @api.depends("state", "has_warnings")
    @api.depends_context("uid")
    def _compute_can_ask_completion(self):
        writable = self._filtered_access("write")
        for submission in self:
            submission.can_ask_completion = (
                submission in writable and submission.state in REPLIED_STATES
            )

    def action_ask_customer(self):
        """Send the person who filled in the form a link on which only what is missing is
        asked; where no e-mail address was given, offer the link to be passed on.

        :return: what the client shows
        """
        self.ensure_one()
        self.check_access("write")
        # sudo: write access was checked; the address is used and not shown
        submission_sudo = self.sudo()
        keys = self._asked_keys()
        if not keys or not submission_sudo._own_addresses()[submission_sudo]:
            return self.action_ask_completion()
        completion = self._ask_customer(keys)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Asked %(address)s for: %(questions)s.",
                    address=completion.sent_to,
                    questions=completion.questions,
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_ask_completion(self):
        """Ask who is to complete the submission, and what.

        :return: the action of the dialog
        """
        self.ensure_one()
        self.check_access("write")
        return {
            "name": self.env._("Ask for What Is Missing"),
            "type": "ir.actions.act_window",
            "res_model": "customer.form.completion.ask",
            "view_mode": "form",
            "target": "new",
            "context": {"default_submission_id": self.id},
        }

    # ------------------------------------------------------------
    # Asking
    # ------------------------------------------------------------

    def _asked_keys(self):
        """What is incomplete and the customer can answer, in the order of the page."""
        # sudo: what is asked may be in a section this user does not see
        submission_sudo = self.sudo()
        may_be_asked = submission_sudo._replied_keys()
        return [
            key for key in submission_sudo._incomplete_keys() if key in may_be_asked
        ]

    def _ask_customer(self, keys, message="", is_sent=True):
        """Note the request and send the link, if there is an address.

        :param list keys: what is asked
        :param str message: what is said beside
        :param bool is_sent: whether to mail the link; otherwise it is passed on by hand
        :return: ``customer.form.completion`` record, in sudo
        :raises UserError: when nothing is asked
        """
        if not keys:
            raise UserError(self.env._("Choose at least one question to ask."))
        submission_sudo = self.sudo()  # sudo: the callers have checked write access
        address = is_sent and submission_sudo._own_addresses()[submission_sudo]
        completion_sudo = submission_sudo.env["customer.form.completion"].create(
            {
                "submission_id": self.id,
                "keys": list(keys),
                "user_id": self.env.uid,
                "message": submission_sudo._redacted_note(message),
                "sent_to": mask_email(address) if address else False,
            }
        )
        if address:
            template_sudo = self.env.ref(TEMPLATE).sudo()  # sudo: see above
            template_sudo._queue_to_visitor(
                completion_sudo, address, link=completion_sudo._link(), said=message
            )
        submission_sudo._note_asked(completion_sudo)
        return completion_sudo

    def _ask_colleague(self, colleague, keys, message=""):
        """Give a colleague the completion as something to do.

        :param colleague: ``res.users`` record
        :raises UserError: when this colleague may not change the submission
        """
        if not self.with_user(colleague).has_access("write"):
            raise UserError(
                self.env._(
                    "%(colleague)s does not handle this submission and could not"
                    " complete it. Choose somebody who does, or change the salesperson"
                    " first.",
                    colleague=colleague.name,
                )
            )
        submission_sudo = self.sudo()  # sudo: the callers have checked write access
        completion_sudo = submission_sudo.env["customer.form.completion"].create(
            {
                "submission_id": self.id,
                "keys": list(keys),
                "asked_of": "colleague",
                "colleague_id": colleague.id,
                "user_id": self.env.uid,
                "message": submission_sudo._redacted_note(message),
            }
        )
        lang = colleague.lang or "en_US"
        questions = completion_sudo.with_context(lang=lang).questions
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            user_id=colleague.id,
            summary=self.with_context(lang=lang).env._(
                "Complete: %(questions)s", questions=questions
            ),
            note=message,
        )
        return completion_sudo

    def _tell_mail_not_sent(self, subject, address):
        """Note that a mail to the sender was not sent.

        :param str subject: of the mail
        :param str address: masked
        """
        self._message_log(
            body=self.env._(
                "The mail “%(subject)s” to %(address)s could not be sent.",
                subject=subject,
                address=address,
            )
        )

    def _redacted_note(self, note):
        redaction = self.env["customer.redaction"]
        return redaction._redact_reason(note or "", self) or False

    def _note_asked(self, completion):
        questions = completion.questions
        body = (
            self.env._(
                "%(user)s asked the customer (%(address)s) for: %(questions)s",
                user=completion.user_id.name,
                address=completion.sent_to,
                questions=questions,
            )
            if completion.sent_to
            else self.env._(
                "%(user)s made a link that asks the customer for: %(questions)s",
                user=completion.user_id.name,
                questions=questions,
            )
        )
        self.message_post(body=body, author_id=completion.user_id.partner_id.id)
