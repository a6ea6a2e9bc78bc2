from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...rules import Issue
from ...rules.types.base import localised
from .incomplete_answers import INCOMPLETE
from .submission_reply import find_by_token

# How long the private link works.
DAYS = 14
PURPOSE = "completion link"


class CustomerFormCompletion(models.Model):
    """Somebody was asked for what is missing in a submission (S6).

    Nobody writes these by hand: ``customer.form.submission`` asks and notes the answer.
    """

    _name = "customer.form.completion"
    _description = "Request to Complete"
    _order = "id desc"

    submission_id = fields.Many2one(
        "customer.form.submission",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    keys = fields.Json(
        required=True,
        readonly=True,
        help="The questions and repeating sections that are asked.",
    )
    questions = fields.Char(compute="_compute_questions")
    asked_of = fields.Selection(
        [("customer", "The customer"), ("colleague", "A colleague")],
        required=True,
        readonly=True,
        default="customer",
    )
    sent_to = fields.Char(
        readonly=True, help="Masked. Empty when the link was passed on by hand."
    )
    user_id = fields.Many2one(
        "res.users", string="Asked By", required=True, readonly=True
    )
    colleague_id = fields.Many2one("res.users", readonly=True)
    message = fields.Text(readonly=True)
    state = fields.Selection(
        [("asked", "Asked"), ("done", "Completed")],
        required=True,
        readonly=True,
        default="asked",
    )
    expires_on = fields.Date(
        required=True,
        readonly=True,
        default=lambda self: fields.Date.today() + relativedelta(days=DAYS),
    )
    done_at = fields.Datetime(string="Completed On", readonly=True)

    @api.depends("keys", "submission_id")
    @api.depends_context("lang")
    def _compute_questions(self):
        lang = self.env.lang or "en_US"
        for completion in self:
            # sudo: whoever sees the submission may know what was asked
            version_sudo = completion.submission_id.sudo().version_id
            completion.questions = ", ".join(
                localised(version_sudo._labels_of(key), lang) or key
                for key in completion.keys or ()
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if not self.env.su:
            raise UserError(self.env._("What was asked stays with the submission."))

    # ------------------------------------------------------------
    # The private link
    # ------------------------------------------------------------

    def _token(self):
        """What stands in the private link. It is not in the database, nor can it be made
        from what is there."""
        self.ensure_one()
        digest = self.env["customer.vault.value"]._keyed_digest(PURPOSE, str(self.id))
        return f"{self.id}-{digest}"

    @api.model
    def _find_by_token(self, token):
        """The request a private link belongs to; empty for any other text."""
        return find_by_token(self, token, lambda found: found._token())

    def _link(self):
        """The private link, whole."""
        form = self.submission_id.form_id
        path = f"{form._page_path()}/complete?of={self._token()}"
        return f"{form.get_base_url()}{path}"

    def _is_over(self):
        """Whether the link does not work any more."""
        return self.expires_on < fields.Date.today()

    # ------------------------------------------------------------
    # Being answered
    # ------------------------------------------------------------

    def _open_keys(self):
        """What is asked, as far as it can still be answered."""
        self.ensure_one()
        return self.submission_id._replied_keys() & set(self.keys)

    def _open_issues(self):
        """The warnings of the submission about what is asked and still incomplete."""
        return [
            Issue(**warning)
            for warning in self.submission_id.warnings or ()
            if warning["field"].partition(":")[0] in (self.keys or ())
            and warning["code"] in INCOMPLETE
        ]

    def _open_messages(self):
        """What is to be said of what is still incomplete: {path: [sentence]}."""
        submission = self.submission_id
        if not self or not (issues := self._open_issues()):
            return {}
        return submission.form_id._issue_messages(issues, submission.version_id)

    def _settle(self):
        """Note what is answered by now, whoever did it."""
        answered = self.filtered(lambda completion: not completion._open_issues())
        answered.write({"state": "done", "done_at": fields.Datetime.now()})

    def _tell_answered(self):
        """Tell whoever handles the submission that the customer answered."""
        for completion in self.filtered(lambda each: each.state == "done"):
            submission = completion.submission_id
            lang = submission.user_id.lang or submission.company_id.partner_id.lang
            told = completion.with_context(lang=lang or "en_US")
            submission.message_post(
                body=told.env._(
                    "The customer completed: %(questions)s", questions=told.questions
                ),
                subtype_xmlid="mail.mt_comment",
                author_id=self.env.ref("base.partner_root").id,
            )

    def _tell_mail_not_sent(self, subject, address):
        """Note that the customer was not asked, see ``customer.form.submission``."""
        self.submission_id._tell_mail_not_sent(subject, address)
