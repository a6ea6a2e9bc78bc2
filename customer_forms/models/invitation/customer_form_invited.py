"""What an invitation is to the form and its submissions."""

from odoo import fields, models

from ...exceptions import InvitationRefused
from ...invitation_texts import REFUSALS
from ...tools.engine_guard import refuse_engine_fields

STAFF = "customer_forms.customer_forms_group_user"
# Of an opening whose link is none of ours.
UNKNOWN = -1


class CustomerForm(models.Model):
    _inherit = "customer.form"

    invitation_round_ids = fields.One2many(
        "customer.form.invitation.round", "form_id", readonly=True
    )
    invited_count = fields.Integer(string="Invited", compute="_compute_invited_count")

    def _compute_invited_count(self):
        counts = dict(
            self.env["customer.form.invitation"]._read_group(
                [("form_id", "in", self.ids)], ["form_id"], ["__count"]
            )
        )
        for form in self:
            form.invited_count = counts.get(form._origin, 0)

    def action_invite(self):
        """Open a new round of invitations to this form."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invite"),
            "res_model": "customer.form.invitation.round",
            "view_mode": "form",
            "views": [[False, "form"]],
            "context": self._round_defaults(),
        }

    def _round_defaults(self):
        """Of a new round: a name that tells it from its form."""
        name = self.env._("Invitations to “%(form)s”", form=self.name)
        return {"default_form_id": self.id, "default_name": name}

    def action_view_rounds(self):
        """List the rounds of invitations to this form."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_forms.customer_form_invitation_round_action"
        )
        domain = [("form_id", "=", self.id)]
        return {**action, "domain": domain, "context": self._round_defaults()}

    # ------------------------------------------------------------
    # Who fills in
    # ------------------------------------------------------------

    def _check_may_submit(self, opening=None):  # pylint: disable=missing-return
        """A link opens what it was sent for, and nothing after that.

        :raises InvitationRefused: for a link that is not, or no longer, good, and for
            people without one where only the invited are asked
        """
        self.ensure_one()
        invitation_id = opening.invitation_id if opening else 0
        if invitation_id:
            self._check_invitation(invitation_id, opening.uuid)
        # sudo: visitors have no rights on forms
        if self.sudo().submit_access != "invited":
            super()._check_may_submit(opening)
        elif not (invitation_id or self._is_asked_without()):
            raise self._invitation_refused("needed")

    def _is_asked_without(self):
        """Staff type in what people bring them on paper."""
        user = self.env.user
        # sudo: whose form it is, is no secret here
        return user._is_superuser() or (
            user.has_group(STAFF) and self.sudo().company_id in user.company_ids
        )

    def _check_invitation(self, invitation_id, submission_uuid):
        # sudo: the signed page, or the token before it, says whose invitation it is
        invitation_sudo = self.env["customer.form.invitation"].sudo()
        if invitation_id != UNKNOWN:
            invitation_sudo = invitation_sudo.browse(invitation_id).exists()
        if invitation_sudo.form_id != self.sudo():
            raise self._invitation_refused("unknown")
        reason = invitation_sudo._why_refused(submission_uuid)
        if reason:
            raise self._invitation_refused(reason, invitation_sudo)

    def _invitation_refused(self, reason, invitation_sudo=None):
        message = self.env._(REFUSALS[reason])
        return InvitationRefused(message, reason, invitation_sudo)

    # ------------------------------------------------------------
    # Keeping
    # ------------------------------------------------------------

    def _prepare_submission_vals(self, entry):
        vals = super()._prepare_submission_vals(entry)
        opening = entry.filled.opening
        if not (opening and opening.invitation_id > 0):
            return vals
        invitation = self.env["customer.form.invitation"].browse(opening.invitation_id)
        round_ = invitation.round_id
        return {
            "campaign_id": round_.campaign_id.id,
            "source_id": round_.source_id.id,
            "medium_id": round_.medium_id.id,
            **vals,
            "invitation_id": invitation.id,
        }


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    invitation_id = fields.Many2one(
        "customer.form.invitation",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    def write(self, vals):
        refuse_engine_fields(self, {"invitation_id"}, [vals])
        return super().write(vals)

    def _on_kept(self, entries):
        """Two pages sent at once with a link for one of them both count here: the second
        finds the first one's count changed, is run again, and is refused."""
        result = super()._on_kept(entries)
        for submission in self.filtered("invitation_id"):
            invitation = submission.invitation_id
            invitation.use_count += 1
            invitation._advance("done")
        return result
