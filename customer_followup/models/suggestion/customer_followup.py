"""After a follow-up the next status is suggested from what was written (U3)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

from .customer_status_phrase import RESULTS
from .suggestion_words import because, status_name

ENGINE_FIELDS = {
    "suggested_result",
    "suggested_stage_id",
    "suggestion_phrase_ids",
    "suggestion_state",
}
TEXTS = ("summary", "agreement")


class CustomerFollowup(models.Model):
    _inherit = "customer.followup"

    suggested_result = fields.Selection(
        RESULTS, compute="_compute_suggestion", store=True, precompute=True
    )
    suggested_stage_id = fields.Many2one(
        "crm.stage",
        compute="_compute_suggestion",
        store=True,
        precompute=True,
        index="btree_not_null",
    )
    suggestion_phrase_ids = fields.Many2many(
        "customer.status.phrase", string="Phrases Found", readonly=True, copy=False
    )
    suggestion_state = fields.Selection(
        [("open", "Open"), ("accepted", "Accepted"), ("declined", "Declined")],
        readonly=True,
        copy=False,
    )
    suggested_status = fields.Char(compute="_compute_suggested_status")
    suggestion_reason = fields.Char(compute="_compute_suggested_status")
    takes_suggestion = fields.Boolean(
        string="Set This Status",
        store=False,
        help="Moves the opportunity when the follow-up is saved.",
    )

    _suggestion_idx = models.Index("(dossier_id) WHERE suggestion_state = 'open'")

    # ------------------------------------------------------------
    # What is suggested
    # ------------------------------------------------------------

    @api.depends(*TEXTS, "dossier_id", "lead_id")
    def _compute_suggestion(self):
        for followup in self:
            result, stage = followup._suggest(followup._read_status())
            followup.suggested_result = result
            followup.suggested_stage_id = stage

    @api.depends("suggested_result", "suggested_stage_id", *TEXTS)
    @api.depends_context("lang")
    def _compute_suggested_status(self):
        for followup in self:
            followup.suggested_status = status_name(
                self.env, followup.suggested_result, followup.suggested_stage_id
            )
            found = followup.suggested_result and followup._read_status()
            followup.suggestion_reason = found and because(self.env, found.evidence)

    def _read_status(self):
        """What the texts say, whoever the customer is."""
        text = "\n".join(self[name] for name in TEXTS if self[name])
        company = self.dossier_id.company_id or self.env.company
        return self.env["customer.status.phrase"]._read(text, company)

    def _suggest(self, found):
        """What to suggest for this customer: only what leads further.

        :param found: what ``_read_status`` returned
        :return: (result or False, stage)
        """
        stages = self.env["crm.stage"]
        # sudo: how far the opportunity is, is known to whoever knows the customer
        lead_sudo = self.sudo().lead_id
        if not found.outcome or not self.dossier_id:
            return False, stages
        if lead_sudo and lead_sudo.won_status != "pending":
            return False, stages
        result, stage_id = found.outcome
        if result == "lost":
            return (result if lead_sudo else False), stages
        stage = self._reachable_stage(result, stages.browse(stage_id), lead_sudo)
        return (result if stage else False), stage

    def _reachable_stage(self, result, stage, lead_sudo):
        """The stage, if it is one of the customer's department and still ahead."""
        team = lead_sudo.team_id or self.sudo().team_id  # sudo: see _suggest
        stages_sudo = self.env["crm.stage"].sudo()
        if result == "won":
            stage = stages_sudo.search(
                [("is_won", "=", True), ("team_ids", "in", [*team.ids, False])], limit=1
            )
        stage_sudo = stage.sudo()
        is_ahead = not lead_sudo or (stage_sudo.sequence > lead_sudo.stage_id.sequence)
        is_theirs = not stage_sudo.team_ids or team <= stage_sudo.team_ids
        return stage if is_ahead and is_theirs else self.env["crm.stage"]

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        takes = [vals.get("takes_suggestion") for vals in vals_list]
        vals_list = [
            {name: vals[name] for name in vals if name != "takes_suggestion"}
            for vals in vals_list
        ]
        followups = super().create(vals_list)
        followups._note_suggestions()
        for followup, is_taken in zip(followups, takes, strict=True):
            if is_taken and followup.suggestion_state == "open":
                followup._take_suggestion()
        return followups

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        vals = {name: vals[name] for name in vals if name != "takes_suggestion"}
        result = super().write(vals)
        if {*TEXTS, "dossier_id", "lead_id"} & vals.keys():
            self.filtered(
                lambda followup: followup.suggestion_state in (False, "open")
            )._note_suggestions()
        return result

    def _note_suggestions(self):
        """Keep which phrases led to a suggestion, and that it waits for an answer."""
        # sudo: what the engine writes
        for followup_sudo in self.sudo():
            is_open = bool(followup_sudo.suggested_result)
            if not is_open and not followup_sudo.suggestion_state:
                continue
            evidence = followup_sudo._read_status().evidence if is_open else ()
            keys = {each.phrase.key for each in evidence}
            followup_sudo.write(
                {
                    "suggestion_state": is_open and "open",
                    "suggestion_phrase_ids": [fields.Command.set(sorted(keys))],
                }
            )

    def get_log_outcome(self):
        """See ``followup_log``; ``suggestion`` is what may be taken with one click."""
        outcome = super().get_log_outcome()
        if self.suggestion_state == "open":
            outcome["suggestion"] = {
                "status": self.suggested_status,
                "reason": self.suggestion_reason,
            }
        return outcome

    # ------------------------------------------------------------
    # Answering
    # ------------------------------------------------------------

    def action_accept_suggestion(self):
        """Move the opportunity to the suggested status.

        :return: True, or the dialog that asks why the opportunity is lost
        :raises UserError: when the suggestion was answered already
        :raises AccessError: for who may not change the opportunity
        """
        self.ensure_one()
        self.check_access("read")
        if self.suggestion_state != "open":
            raise UserError(self.env._("This suggestion was answered already."))
        if self.suggested_result == "lost":
            return self._ask_lost_reason()
        self._take_suggestion()
        return True

    def action_decline_suggestion(self):
        """Leave the opportunity as it is.

        :return: True
        """
        self.dossier_id.check_access("write")
        # sudo: who may change the customer may answer what a colleague's words suggest
        self.sudo().filtered(lambda each: each.suggestion_state == "open").write(
            {"suggestion_state": "declined"}
        )
        return True

    def _take_suggestion(self):
        """Move the opportunity, by the rights of this user; a customer without one gets
        one."""
        if self.suggested_result == "lost":
            return
        lead = self.lead_id
        if not lead:
            self.dossier_id.check_access("write")
            self.dossier_id._open_leads("0")
            lead = self.dossier_id.main_lead_id
            # sudo: who may move the customer need not be the author
            self.sudo().lead_id = lead
        lead._track_set_log_message(
            self.env._(
                "Suggested by a follow-up, %(reason)s.", reason=self.suggestion_reason
            )
        )
        if self.suggested_result == "won":
            lead.action_set_won()
        else:
            lead.stage_id = self.suggested_stage_id
        self._close_suggestions(lead)

    def _ask_lost_reason(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm.crm_lead_lost_action"
        )
        context = {"default_lead_ids": [fields.Command.set(self.lead_id.ids)]}
        return action | {"context": context}

    def _close_suggestions(self, lead):
        """What was suggested for the opportunity earlier is answered with this one."""
        # sudo: what the engine writes
        self_sudo = self.sudo()
        self_sudo.suggestion_state = "accepted"
        earlier_sudo = self_sudo.search(
            [("lead_id", "=", lead.id), ("suggestion_state", "=", "open")]
        )
        earlier_sudo.suggestion_state = False
