import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from .followup_correction import SUPERVISOR

# What the engine wrote from a mail is nobody's report.
REPORTS = ("manual", "activity", "event")


class CustomerFollowup(models.Model):
    """Supervisors review what their people noted (U2)."""

    _inherit = "customer.followup"

    review_state = fields.Selection(
        [
            ("to_review", "To review"),
            ("returned", "Correction asked for"),
            ("reviewed", "Reviewed"),
        ],
        string="Review",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    reviewer_id = fields.Many2one(
        "res.users",
        string="Reviewed by",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    reviewed_at = fields.Datetime(string="Reviewed On", readonly=True, copy=False)
    review_remark = fields.Text(string="Remark", readonly=True, copy=False)
    return_activity_id = fields.Many2one(
        "mail.activity", readonly=True, copy=False, index="btree_not_null"
    )
    may_review = fields.Boolean(
        compute="_compute_may_review", export_string_translation=False
    )

    @api.depends("user_id")
    @api.depends_context("uid")
    def _compute_may_review(self):
        is_supervisor = self.env.user.has_group(SUPERVISOR)
        for followup in self:
            followup.may_review = is_supervisor and followup.user_id != self.env.user

    # ------------------------------------------------------------
    # Which need it
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        followups = super().create(vals_list)
        # sudo: what is to be reviewed is the company's to say, not the author's
        followups.sudo().filtered(
            lambda each: each._needs_review()
        ).review_state = "to_review"
        return followups

    def _needs_review(self):
        """Whether the company wants this one reviewed: all, some tiers or a sample."""
        self.ensure_one()
        company = self.company_id
        if self.source not in REPORTS or company.followup_review == "none":
            return False
        if company.followup_review == "tiers":
            return self.dossier_id.tier in company._reviewed_tiers()
        if company.followup_review == "sample":
            # No author can tell which ones will be looked at.
            return secrets.randbelow(100) < company.followup_review_percent
        return True

    # ------------------------------------------------------------
    # Reviewing
    # ------------------------------------------------------------

    def action_review(self):
        """It is fine: one or many at once."""
        self._review("reviewed")

    def action_ask_remark(self):
        """Review with a remark.

        :return: action of a dialog
        """
        return self._get_review_action(self.env._("Review with a Remark"))

    def action_ask_correction(self):
        """Give it back to its author, who is told what is missing.

        :return: action of a dialog
        """
        return self._get_review_action(
            self.env._("Ask for a Correction"), default_is_returned=True
        )

    def _get_review_action(self, name, **defaults):
        self._check_may_review()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "customer.followup.review",
            "view_mode": "form",
            "target": "new",
            "context": {"default_followup_ids": self.ids, **defaults},
        }

    def _check_may_review(self):
        """:raises AccessError: who is no supervisor, :raises UserError: of his own"""
        if not self.env.user.has_group(SUPERVISOR):
            raise AccessError(self.env._("Follow-ups are reviewed by supervisors."))
        self.check_access("write")
        if self.filtered(lambda followup: followup.user_id == self.env.user):
            raise UserError(
                self.env._(
                    "Somebody else reviews what you wrote yourself. Leave your own"
                    " follow-ups out of the selection."
                )
            )

    def _review(self, state, remark=""):
        """Note the review, on the follow-up and in the audit log."""
        self._check_may_review()
        # sudo: reviews are written in this way only
        self_sudo = self.sudo()
        self_sudo.write(
            {
                "review_state": state,
                "reviewer_id": self.env.uid,
                "reviewed_at": fields.Datetime.now(),
                **({"review_remark": remark} if remark else {}),
            }
        )
        open_sudo = self_sudo.return_activity_id.filtered("active")
        open_sudo.unlink()
        if state == "returned":
            for followup_sudo in self_sudo:
                followup_sudo._tell_author()
        details = {"action": state} if state == "returned" else {}
        self.env["customer.audit.event"]._log("review", self, details, remark)

    # ------------------------------------------------------------
    # Given back
    # ------------------------------------------------------------

    def _tell_author(self):
        """Put it under the author's clock, without the customer if it is not his now."""
        author, dossier = self.user_id, self.dossier_id
        env = self.with_context(lang=author.lang).env
        vals = {
            "activity_type_id": env.ref("mail.mail_activity_data_todo").id,
            "user_id": author.id,
            "date_deadline": dossier._today(),
            "summary": env._(
                "Correct your follow-up of %(date)s: %(remark)s",
                date=format_date(env, self.followed_up_at),
                remark=self.review_remark,
            ),
        }
        if dossier.with_user(author).has_access("read"):
            model_id = self.env["ir.model"]._get_id(dossier._name)
            vals |= {"res_model_id": model_id, "res_id": dossier.id}
        self.return_activity_id = self.env["mail.activity"].create(vals)

    def _answer_return(self):
        """What was given back and is corrected now is to be reviewed again."""
        # sudo: reviews are the engine's to write
        returned_sudo = self.sudo().filtered(
            lambda followup: (
                followup.review_state == "returned"
                and followup.user_id == self.env.user
            )
        )
        returned_sudo.review_state = "to_review"
        returned_sudo.return_activity_id.filtered("active").action_done()
