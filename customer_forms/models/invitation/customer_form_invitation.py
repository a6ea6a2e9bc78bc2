"""One person who is invited to fill in a form, and what became of it (P2, P4)."""

import base64
import re
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...invitation_texts import FAILURES
from ...tools.engine_guard import refuse_engine_fields
from ..sensitive.sealed_field import Sealed

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
STATES = [
    ("queued", "Waiting to Be Sent"),
    ("sending", "On Its Way"),
    ("sent", "Sent"),
    ("opened", "Opened"),
    ("started", "Started"),
    ("done", "Answered"),
    ("bounced", "Bounced"),
    ("failed", "Not Sent"),
    ("unsubscribed", "Unsubscribed"),
    ("expired", "Expired"),
]
# Those who may still be reminded, and those whose link opens nothing.
WAITING = ("sent", "opened", "started")
OVER = ("unsubscribed", "expired")
# What happens to a link comes in this order, whatever the order of what tells of it.
PROGRESS = ("queued", "sending", "sent", "opened", "started", "done")


class CustomerFormInvitation(models.Model):
    """A personal link. The database has neither the link nor the address: the link is made
    of a number here and the keyring, the address is sealed."""

    _name = "customer.form.invitation"
    _description = "Invitation"
    _inherit = ["customer.sensitive"]
    _order = "id"
    _rec_names_search = ["partner_id"]

    round_id = fields.Many2one(
        "customer.form.invitation.round",
        required=True,
        index=True,
        ondelete="restrict",
        readonly=True,
    )
    form_id = fields.Many2one(related="round_id.form_id", store=True, index=True)
    company_id = fields.Many2one(related="round_id.company_id", store=True, index=True)
    user_id = fields.Many2one(
        related="round_id.user_id", string="Responsible", store=True, index=True
    )
    team_id = fields.Many2one(
        related="round_id.team_id", string="Department", store=True
    )
    channel = fields.Selection(related="round_id.channel")

    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    name = Sealed(sensitivity="name", readonly=True)
    email = Sealed(string="E-mail", sensitivity="email", readonly=True)
    phone = Sealed(string="Mobile", sensitivity="phone", readonly=True)
    lang = fields.Char(string="Language", readonly=True)
    person_digest = fields.Char(
        readonly=True,
        copy=False,
        export_string_translation=False,
        groups=fields.NO_ACCESS,
        help="Equal addresses of a company have it in common.",
    )
    nonce = fields.Char(
        readonly=True,
        copy=False,
        export_string_translation=False,
        groups=fields.NO_ACCESS,
        help="What the link is made of, together with the keyring.",
    )
    token_digest = fields.Char(
        readonly=True,
        copy=False,
        export_string_translation=False,
        groups=fields.NO_ACCESS,
    )

    state = fields.Selection(
        STATES, string="Status", default="queued", required=True, readonly=True
    )
    failure = fields.Char(readonly=True, export_string_translation=False)
    failure_text = fields.Char(string="Why Not", compute="_compute_failure_text")
    sent_at = fields.Datetime(string="Sent On", readonly=True)
    last_sent_at = fields.Datetime(string="Last Message", readonly=True)
    opened_at = fields.Datetime(string="Opened On", readonly=True)
    started_at = fields.Datetime(string="Started On", readonly=True)
    done_at = fields.Datetime(string="Answered On", readonly=True)
    reminder_count = fields.Integer(string="Reminders", readonly=True)
    use_count = fields.Integer(string="Times Used", readonly=True)
    submission_ids = fields.One2many(
        "customer.form.submission", "invitation_id", readonly=True
    )
    mail_id = fields.Many2one(
        "mail.mail",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        groups="base.group_no_one",
    )
    message_ref = fields.Char(
        readonly=True,
        index="btree_not_null",
        export_string_translation=False,
        groups="base.group_no_one",
        help="Message-Id of the last mail: a bounce names it.",
    )

    _token_uniq = models.UniqueIndex("(token_digest)")
    _person_uniq = models.UniqueIndex(
        "(round_id, person_digest) WHERE person_digest IS NOT NULL",
        "This person is in the round already.",
    )
    _person_idx = models.Index("(person_digest) WHERE person_digest IS NOT NULL")
    _state_idx = models.Index("(round_id, state)")

    @api.depends("name", "email", "phone")
    def _compute_display_name(self):
        for each in self:
            each.display_name = each.name or each.email or each.phone or f"#{each.id}"

    @api.depends("failure")
    @api.depends_context("lang")
    def _compute_failure_text(self):
        for each in self:
            code = each.failure if each.failure in FAILURES else "unknown"
            each.failure_text = each.failure and self.env._(FAILURES[code])

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, set(self._fields), vals_list)
        vault = self.env["customer.vault.value"]
        prepared = []
        for vals in vals_list:
            nonce = secrets.token_hex(16)
            digest = vault._keyed_digest("invitation", self._token_of(nonce))
            prepared.append({**vals, "nonce": nonce, "token_digest": digest})
        return super().create(prepared)

    def write(self, vals):
        refuse_engine_fields(self, set(self._fields), [vals])
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_unsent(self):
        if self.filtered(lambda each: each.state != "queued"):
            raise UserError(self.env._("Who has been invited stays in the round."))

    # ------------------------------------------------------------
    # Links
    # ------------------------------------------------------------

    @api.model
    def _token_of(self, nonce):
        """128 bits, in letters and digits; nobody makes it without the keyring."""
        digest = self.env["customer.vault.value"]._keyed_digest(
            "invitation link", nonce
        )
        return base64.urlsafe_b64encode(bytes.fromhex(digest)[:16]).decode().rstrip("=")

    @api.model
    def _short_url(self, token):
        return f"{self.get_base_url()}/f?{token}"

    def _link_values(self):
        """The personal links, as placeholders call them."""
        token = self._token_of(self.nonce)
        base_url = self.get_base_url()
        return {
            "link": self._short_url(token),
            "unsubscribe": f"{base_url}/invitation/unsubscribe?t={token}",
        }

    @api.model
    def _find_by_token(self, token):
        """The invitation with this link, in sudo: whoever has it is who was invited.

        Empty for what is no link of ours.
        """
        invitations_sudo = self.sudo()  # sudo: the token says who it is
        if not isinstance(token, str) or not TOKEN.fullmatch(token):
            return invitations_sudo.browse()
        digest = self.env["customer.vault.value"]._keyed_digest("invitation", token)
        return invitations_sudo.search([("token_digest", "=", digest)], limit=1)

    def _address_digest(self, address):
        """What the same address has in common in the company and channel."""
        return self.round_id._address_digest(address)

    # ------------------------------------------------------------
    # What becomes of it
    # ------------------------------------------------------------

    def _why_refused(self, submission_uuid=None):
        """Why the link opens nothing now: a key of ``REFUSALS``, or None.

        :param str submission_uuid: of the page that is sent; one that arrived before is
            answered as then
        """
        self.ensure_one()
        round_ = self.round_id
        if self.state == "unsubscribed":
            return "unsubscribed"
        if self.erased_at or round_.state == "closed":
            return "closed"
        is_late = round_.valid_until and round_.valid_until < fields.Datetime.now()
        if is_late or self.state == "expired":
            return "expired"
        if round_.uses_allowed and self.use_count >= round_.uses_allowed:
            sent = self.submission_ids.filtered(
                lambda each: each.client_uuid == submission_uuid
            )
            return None if sent else "used"
        return None

    def _advance(self, state):
        """Note that somebody opened, started or answered; never back."""
        rank = PROGRESS.index(state)
        now = fields.Datetime.now()
        for each in self.filtered(lambda each: each.state not in OVER):
            # What bounced or failed and is opened all the same was passed on by hand.
            known = PROGRESS.index(each.state) if each.state in PROGRESS else -1
            vals = {} if each[f"{state}_at"] else {f"{state}_at": now}
            if known < rank:
                vals["state"] = state
            if vals:
                each.write(vals)

    def _end(self, state, failure=False):
        """It came to nothing: ``bounced``, ``failed``, ``unsubscribed``, ``expired``."""
        self.write({"state": state, "failure": failure})

    @api.model
    def _note_bounce(self, message_refs):
        """A mail server sent these messages back."""
        bounced = self.sudo().search(  # sudo: mail servers have no rights
            Domain("message_ref", "in", list(message_refs))
            & Domain("state", "in", ["sending", *WAITING])
        )
        bounced.filtered(lambda each: not each.started_at)._end("bounced")

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_send_again(self):
        """Send the invitation to those whom it did not reach.

        :raises UserError: when there is nobody to send it to
        """
        self.check_access("read")
        self.round_id.check_access("write")
        again = self.filtered(
            lambda each: each.state in ("failed", "bounced") and not each.erased_at
        )
        if not again:
            raise UserError(self.env._("Only what did not arrive is sent again."))
        # sudo: who may change the round may send it; see above
        again.sudo().write({"state": "queued", "failure": False})
        again.sudo().round_id.filtered(lambda each: each.state == "running")._go_on()

    def action_open_submission(self):
        """Open what this person answered.

        :return: the action of its form or list
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_forms.customer_form_submission_action"
        )
        return {**action, "domain": [("invitation_id", "=", self.id)], "context": {}}
