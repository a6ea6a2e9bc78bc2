from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.customer_forms.tools.taking_turns import lock_or_tell

from ..models.handover.customer_dossier_following import ALONG
from ..models.handover.customer_dossier_receivers import SUPERVISOR
from ..models.handover.res_users import DECIDED
from ..tools.by_engine import BY_ENGINE


class CustomerHandoverWizard(models.TransientModel):
    """Give customers to others: which, to whom, and what will happen (D11, U2)."""

    _name = "customer.handover.wizard"
    _description = "Hand Over Customers"
    _inherit = ["customer.passing.text"]

    source = fields.Selection(
        [
            ("picked", "The chosen customers"),
            ("owners", "All customers of an employee"),
            ("filter", "All that match a filter"),
        ],
        string="Which Customers",
        required=True,
        default="owners",
    )
    # [customer, owner when the dialog was opened], each.
    picked = fields.Json(export_string_translation=False)
    from_user_ids = fields.Many2many(
        "res.users",
        "customer_handover_wizard_from_rel",
        string="Of",
        context={"active_test": False},
    )
    domain = fields.Char(string="Filter", default="[]")
    archived_user_ids = fields.Many2many(
        "res.users",
        "customer_handover_wizard_archived_rel",
        string="Archive Afterwards",
        help="These users are archived as soon as their customers are handed over.",
    )

    method = fields.Selection(
        [
            ("one", "One new owner"),
            ("even", "Several, the same number each"),
            ("load", "Several, so that all have equally many"),
            ("department", "The department, without owner"),
        ],
        string="Give To",
        required=True,
        default="one",
    )
    allowed_user_ids = fields.Many2many(
        "res.users", compute="_compute_allowed_user_ids"
    )
    to_user_id = fields.Many2one(
        "res.users",
        string="New Owner",
        domain="[('id', 'in', allowed_user_ids), ('id', 'not in', from_user_ids)]",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Department",
        help="Whose members get the customers; without owner, where they go.",
    )
    to_user_ids = fields.Many2many(
        "res.users",
        "customer_handover_wizard_to_rel",
        string="New Owners",
        compute="_compute_to_user_ids",
        store=True,
        readonly=False,
        domain="[('id', 'in', allowed_user_ids), ('id', 'not in', from_user_ids)]",
    )

    reason = fields.Char(
        help="Everybody concerned reads it, and it is in the audit log."
    )
    has_leads = fields.Boolean(string="Open opportunities", default=True)
    has_activities = fields.Boolean(
        string="Open activities and reminders", default=True
    )
    has_submissions = fields.Boolean(string="Submissions", default=True)

    preview = fields.Json(compute="_compute_preview", export_string_translation=False)
    is_asking = fields.Boolean(compute="_compute_is_asking")
    is_supervisor = fields.Boolean(compute="_compute_is_asking")
    handover_ids = fields.Many2many("customer.handover", readonly=True)

    # ------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_allowed_user_ids(self):
        for wizard in self:
            wizard.allowed_user_ids = self.env["customer.dossier"]._receivers(
                self.env.company
            )

    @api.depends("team_id")
    def _compute_to_user_ids(self):
        """Who works in the department; the leader is chosen by hand."""
        for wizard in self.filtered("team_id"):
            # sudo: membership is no secret to who gives customers away
            members = wizard.team_id.sudo().member_ids
            wizard.to_user_ids = members & wizard.allowed_user_ids._origin

    @api.depends_context("uid")
    @api.depends("source")
    def _compute_is_asking(self):
        may_give = self.env["customer.dossier"]._may_give()
        for wizard in self:
            wizard.is_asking = not may_give
            wizard.is_supervisor = self.env.user.has_group(SUPERVISOR)

    @api.depends(
        *("source", "picked", "from_user_ids", "domain", "method", "to_user_id"),
        *("to_user_ids", "team_id", "has_leads", "has_activities", "has_submissions"),
    )
    def _compute_preview(self):
        for wizard in self:
            wizard.preview = wizard._plan().as_preview(wizard.env)

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def _get_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hand Over Customers"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "large"},
        }

    def action_confirm(self):
        """Hand over, or ask the leader of the department to.

        Pressed twice, the second does nothing.

        :return: action that shows how far it is
        :raises UserError: when there is nothing to hand over, or nobody to give it to
        """
        self.ensure_one()
        # Two clicks at one time: the second is told.
        lock_or_tell(self)
        self.invalidate_recordset(["handover_ids"])
        if not self.handover_ids:
            plan = self._plan()
            if not plan.moves and not self.archived_user_ids:
                raise UserError(plan.why_nothing(self.env))
            self._start(plan)
        if not self.handover_ids:
            return {"type": "ir.actions.act_window_close"}
        if len(self.handover_ids) > 1:
            return self.env["ir.actions.act_window"]._for_xml_id(
                "customer_followup.customer_handover_action"
            )
        return self.handover_ids._get_open_action(target=self._target())

    def _start(self, plan):
        along = [name for name in ALONG if self[f"has_{name}"]]
        runs_sudo = self.env["customer.handover"]._make(
            plan.moves, self.reason, along=along
        )
        self.handover_ids = runs_sudo.ids
        if self.is_asking:
            runs_sudo._ask()
        else:
            runs_sudo._begin()
        if self.archived_user_ids:
            self.archived_user_ids.with_context(**{DECIDED: BY_ENGINE}).action_archive()

    def _target(self):
        """Where to show it: who sees a customer no more cannot go back there."""
        return "current" if self.is_supervisor else "main"
