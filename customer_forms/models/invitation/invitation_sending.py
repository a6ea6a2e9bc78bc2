"""How invitations and reminders are sent: in batches, and to nobody twice."""

import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..vault.customer_vault_key import VaultLocked
from .customer_form_invitation import WAITING
from .invitation_people import ADDRESS_OF

_logger = logging.getLogger(__name__)

BATCH = 100
# Text messages are sent one by one, while somebody waits for the gateway.
SMS_BATCH = 20
# How long a message may be on its way.
LOST_AFTER = timedelta(hours=24)


class CustomerFormInvitationRound(models.Model):
    _inherit = "customer.form.invitation.round"

    # ------------------------------------------------------------
    # What people press
    # ------------------------------------------------------------

    def action_send(self):
        """Send the invitations that wait.

        :raises UserError: when there is nobody, the form takes no answers, or no text
            message can be sent
        """
        self.check_access("write")
        for each in self:
            each._check_sendable()
        rounds_sudo = self.sudo()  # sudo: the state is the engine's; see above
        rounds_sudo.sent_by_id = self.env.user
        rounds_sudo._go_on()
        for each in self:
            self.env["customer.audit.event"]._log(
                "invitation",
                each,
                {
                    "action": "sent",
                    "form": each.form_id.name,
                    "channel": each.channel,
                    "people": len(each.invitation_ids),
                },
            )

    def _check_sendable(self):
        if self.state == "closed":
            raise UserError(self.env._("This round is closed."))
        if not self.invitation_ids:
            raise UserError(self.env._("Add people first."))
        if self.form_id.state != "published":
            raise UserError(self.env._("Publish the form first."))
        texts = ("subject", "body") if self.channel == "email" else ("text",)
        if not all(self[name] for name in texts) or "{link}" not in self[texts[-1]]:
            raise UserError(
                self.env._(
                    "Write what to send, with {link} where the link shall stand."
                )
            )
        if self.channel == "sms" and self.company_id.text_provider == "none":
            raise UserError(
                self.env._(
                    "Choose how text messages are sent: Settings > Customer Forms."
                )
            )

    def _go_on(self):
        self.state = "sending"
        self.env.ref("customer_forms.ir_cron_send_invitations")._trigger()

    def action_close(self):
        """Let the links open nothing any more; nobody is reminded."""
        self.check_access("write")
        rounds_sudo = self.sudo()  # sudo: the state is the engine's; see above
        rounds_sudo.state = "closed"
        rounds_sudo.invitation_ids.filtered(
            lambda each: each.state in ("queued", *WAITING)
        )._end("expired")

    # ------------------------------------------------------------
    # Scheduled
    # ------------------------------------------------------------

    @api.model
    def _cron_send(self):
        """Send what waits, remind who is due, and tidy up, batch by batch.

        Each batch is a transaction: what it hands to Odoo's queue of mails and the note
        that it did so stand or fall together.
        """
        self.env["customer.vault.key"]._get_keyring()  # without it nothing is opened
        self._expire()
        progress = self.env["ir.cron"]._commit_progress
        remaining = sum(
            self.env["customer.form.invitation"].search_count(self._due_domain(channel))
            for channel in ADDRESS_OF
        )
        progress(remaining=remaining)
        for channel, size in (("email", BATCH), ("sms", SMS_BATCH)):
            while batch := self._next_batch(channel, size):
                texts = batch._send_batch(channel)
                if texts:
                    # A gateway takes nothing back: what it gets is noted for good before.
                    progress(0)
                    batch._send_texts(texts)
                if not progress(len(batch)):
                    return
        self.env["customer.form.invitation"]._fail_lost()
        self._settle()

    def _next_batch(self, channel, limit):
        Invitation = self.env["customer.form.invitation"]
        due = Invitation.search(self._due_domain(channel), limit=limit, order="id")
        return due.try_lock_for_update()

    @api.model
    def _due_domain(self, channel):
        """Whom to write to now: who waits for the invitation, and who is to be reminded."""
        now = fields.Datetime.now()
        running = self.search(
            [
                ("channel", "=", channel),
                ("state", "in", ["sending", "running"]),
                ("form_id.state", "=", "published"),
                "|",
                ("valid_until", "=", False),
                ("valid_until", ">", now),
            ]
        )
        # Who was added to a running round waits until somebody says so: a browser saves
        # a dialog that is left open, too.
        sending = running.filtered(lambda each: each.state == "sending")
        due = Domain("round_id", "in", sending.ids) & Domain("state", "=", "queued")
        for each in running.filtered("reminder_max"):
            before = now - timedelta(days=each.reminder_days)
            due |= (
                Domain("round_id", "=", each.id)
                & Domain("state", "in", WAITING)
                & Domain("last_sent_at", "<=", before)
                & Domain("reminder_count", "<", each.reminder_max)
            )
        return due

    def _expire(self):
        late = self.search(
            [("state", "!=", "closed"), ("valid_until", "<=", fields.Datetime.now())]
        )
        late.invitation_ids.filtered(
            lambda each: each.state in ("queued", *WAITING)
        )._end("expired")
        late.state = "closed"

    def _settle(self):
        """A round of which everything is sent runs."""
        sending = self.search([("state", "=", "sending")])
        waiting = self.env["customer.form.invitation"].search(
            [("round_id", "in", sending.ids), ("state", "=", "queued")]
        )
        (sending - waiting.round_id).state = "running"


class CustomerFormInvitation(models.Model):
    _inherit = "customer.form.invitation"

    def _send_batch(self, channel):
        """Invite or remind these, each once; nobody who wants no more of it.

        :return: text messages that are to be sent as soon as this is committed: list of
            (invitation, number, text)
        """
        name = ADDRESS_OF[channel]
        opened = self._open_values(["name", name])
        able = self._leave_out(name, opened)
        try:
            with self.env.cr.savepoint():
                return able._hand_over(channel, opened)
        except VaultLocked:
            raise
        except (UserError, ValueError) as error:
            if len(able) > 1:
                return [text for each in able for text in each._send_batch(channel)]
            _logger.warning("Invitation %s was not sent: %s", able.id, error)
            able._fail("unknown")
            return []

    def _leave_out(self, name, opened):
        """End what has no address or goes to somebody who unsubscribed meanwhile.

        :return: the others
        """
        addressed = self.filtered(lambda each: opened[each.id].get(name))
        (self - addressed)._fail("no_address")
        able = addressed.browse()
        for round_, invitations in addressed.grouped("round_id").items():
            addresses = [opened[each.id][name] for each in invitations]
            refused = round_._refused_addresses(addresses)
            unwanted = invitations.filtered(
                lambda each, refused=refused: opened[each.id][name] in refused
            )
            unwanted._end("unsubscribed")
            able |= invitations - unwanted
        return able

    def _hand_over(self, channel, opened):
        """Note that they are sent, and send them."""
        reminded = self.filtered(lambda each: each.state != "queued")
        now = fields.Datetime.now()
        for each in reminded:
            each.reminder_count += 1
        (self - reminded).state = "sending"
        self.last_sent_at = now
        return getattr(self, f"_hand_over_{channel}")(reminded, opened)

    def _messages(self, reminded, opened):
        """What each is told: (invitation, its round in his language, values)."""
        company_lang = {
            company: company.partner_id.lang or "en_US" for company in self.company_id
        }
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        shared = {}
        for each in self:
            known = each.lang in installed
            lang = each.lang if known else company_lang[each.company_id]
            round_ = each.round_id.with_context(lang=lang)
            if (round_.id, lang) not in shared:
                shared[round_.id, lang] = round_._placeholder_values()
            values = {
                **shared[round_.id, lang],
                **each._link_values(),
                "name": opened[each.id].get("name", ""),
            }
            yield each, round_, values, each in reminded

    def _fail(self, code):
        """It could not be sent; a reminder that could not leaves things as they were."""
        first = self.filtered(lambda each: each.state in ("queued", "sending"))
        first._end("failed", code)
        (self - first).failure = code

    def _arrived(self):
        """It was handed to a mail server or gateway."""
        now = fields.Datetime.now()
        first = self.filtered(lambda each: each.state == "sending")
        first.write({"state": "sent", "sent_at": now})
        self.filtered("failure").failure = False

    @api.model
    def _fail_lost(self):
        """What was on its way and is not: nobody knows whether it arrived, so that it is
        not sent again by itself."""
        before = fields.Datetime.now() - LOST_AFTER
        lost = self.search([("state", "=", "sending"), ("last_sent_at", "<=", before)])
        # sudo: the queue of mails is nobody's
        waiting = lost.filtered(lambda each: each.sudo().mail_id.state == "outgoing")
        (lost - waiting)._fail("lost")
