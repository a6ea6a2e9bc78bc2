from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.text_message import measure


class CustomerFormInvitationPreview(models.TransientModel):
    """Shows what somebody will get, and sends it to oneself."""

    _name = "customer.form.invitation.preview"
    _description = "Preview of an Invitation"

    round_id = fields.Many2one(
        "customer.form.invitation.round", required=True, ondelete="cascade"
    )
    invitation_id = fields.Many2one(
        "customer.form.invitation",
        string="As Seen By",
        domain="[('round_id', '=', round_id)]",
    )
    lang = fields.Selection(
        "_selection_lang",
        string="Language",
        compute="_compute_lang",
        store=True,
        readonly=False,
    )
    is_reminder = fields.Boolean(string="The Reminder")
    channel = fields.Selection(related="round_id.channel")
    subject = fields.Char(compute="_compute_message")
    body = fields.Html(compute="_compute_message", sanitize=False)
    size = fields.Char(compute="_compute_message")

    @api.model
    def _selection_lang(self):
        return self.env["res.lang"].get_installed()

    @api.depends("invitation_id")
    def _compute_lang(self):
        known = dict(self._selection_lang())
        for preview in self:
            # sudo: the language of the company is no secret
            partner_lang = preview.round_id.company_id.sudo().partner_id.lang
            wanted = (preview.invitation_id.lang, partner_lang, self.env.lang)
            preview.lang = next((each for each in wanted if each in known), False)

    @api.depends("round_id", "invitation_id", "lang", "is_reminder")
    def _compute_message(self):
        for preview in self:
            subject, text, size = preview._message()
            preview.subject, preview.body, preview.size = subject, text, size

    def _message(self):
        """Subject, what is shown, and the size. The link is that of the form, without the
        invitation: whoever looks at the preview does not answer for somebody else."""
        self.ensure_one()
        round_ = self.round_id.with_context(lang=self.lang or self.env.lang)
        values = {
            **round_._placeholder_values(),
            # As far as this user sees it.
            "name": (self.invitation_id.read(["name"]) or [{}])[0].get("name") or "",
            # sudo: the address of the public page
            "link": self.round_id.form_id.sudo().website_url or "",
            "unsubscribe": "",
        }
        if self.channel == "email":
            subject, html = round_._message(values, self.is_reminder)
            return subject, html, False
        text = round_._short_text(values, self.is_reminder)
        length, parts = measure(text)
        size = self.env._(
            "%(length)s characters, sent as %(parts)s message(s)",
            length=length,
            parts=parts,
        )
        return (
            False,
            self.env["ir.qweb"]._render(
                "customer_forms.invitation_text_preview", {"text": text}
            ),
            size,
        )

    def action_send_test(self):
        """Send the message to oneself; its link is no invitation.

        :raises UserError: without an address of one's own
        """
        self.ensure_one()
        user = self.env.user
        if self.channel != "email":
            raise UserError(self.env._("Text messages are tried out in the settings."))
        if not user.email:
            raise UserError(self.env._("You have no e-mail address in your profile."))
        subject, html, _size = self._message()
        # sudo: salespersons do not write to the queue of mails; it goes to themselves
        self.env["mail.mail"].sudo().create(
            {
                **self.round_id._sender_vals(),
                "subject": self.env._("Test: %(subject)s", subject=subject),
                "body_html": html,
                "email_to": user.email,
                "auto_delete": True,
            }
        )
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("A test is on its way to %(to)s.", to=user.email),
            },
        }
