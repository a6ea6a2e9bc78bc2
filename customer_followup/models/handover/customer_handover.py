from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_list

# Done by the scheduled action.
WORKING = ("working", "undoing")
COUNTED = ("lead_count", "activity_count", "submission_count", "left_count")


class CustomerHandover(models.Model):
    """Customers given to others at one time (D11), and how far that is.

    Written by the engine only: people have the dialog, and the buttons here.
    """

    _name = "customer.handover"
    _description = "Handover of Customers"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _mail_post_access = "read"

    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Handed Over By",
        required=True,
        index=True,
        ondelete="restrict",
    )
    origin = fields.Selection(
        [("person", "By hand"), ("leaving", "The owner was archived")],
        required=True,
        default="person",
    )
    state = fields.Selection(
        [
            ("asked", "Asked for"),
            ("refused", "Refused"),
            ("working", "Under way"),
            ("done", "Done"),
            ("undoing", "Being undone"),
            ("undone", "Undone"),
        ],
        string="Status",
        required=True,
        default="working",
        index=True,
    )
    approver_id = fields.Many2one(
        "res.users", string="Asked of", index="btree_not_null", ondelete="restrict"
    )
    undone_by_id = fields.Many2one(
        "res.users", index="btree_not_null", ondelete="restrict"
    )
    reason = fields.Text(help="Numbers and names of customers are masked.")
    along = fields.Json(export_string_translation=False)
    line_ids = fields.One2many("customer.handover.line", "handover_id")
    # Of the step that is under way, for the progress: lines are counted once.
    worked_count = fields.Integer()
    started_at = fields.Datetime(string="Date")
    finished_at = fields.Datetime()
    undo_until = fields.Datetime(compute="_compute_undo_until")
    can_undo = fields.Boolean(compute="_compute_can_undo")
    can_approve = fields.Boolean(compute="_compute_can_undo")
    progress = fields.Float(compute="_compute_progress")

    customer_count = fields.Integer(string="Customers", compute="_compute_counts")
    moved_count = fields.Integer(string="Handed Over", compute="_compute_counts")
    skipped_count = fields.Integer(string="Not Handed Over", compute="_compute_counts")
    undone_count = fields.Integer(string="Given Back", compute="_compute_counts")
    kept_count = fields.Integer(string="Not Given Back", compute="_compute_counts")
    lead_count = fields.Integer(string="Opportunities", compute="_compute_counts")
    activity_count = fields.Integer(
        string="Activities and reminders", compute="_compute_counts"
    )
    submission_count = fields.Integer(string="Submissions", compute="_compute_counts")
    left_count = fields.Integer(
        string="Stayed Behind",
        compute="_compute_counts",
        help="Opportunities, activities and submissions that were changed or finished"
        " since, and so were not given back.",
    )
    receivers = fields.Char(string="To", compute="_compute_receivers")

    # ------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------

    @api.depends("started_at", "user_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for handover in self:
            handover.display_name = self.env._(
                "Handover %(number)s of %(name)s",
                number=handover.id or "",
                name=handover.user_id.name or "",
            )

    @api.depends("line_ids.state")
    def _compute_counts(self):
        """Of all customers of a run, also those that one of its people sees no more."""
        # sudo: how many there were is no secret to who sees the run
        groups = (
            self.env["customer.handover.line"]
            .sudo()
            ._read_group(
                [("handover_id", "in", self.ids)],
                ["handover_id", "state"],
                ["__count", *(f"{name}:sum" for name in COUNTED)],
            )
        )
        for handover in self:
            mine = [group[1:] for group in groups if group[0].id == handover.id]
            by_state = {state: count for state, count, *_sums in mine}
            handover.customer_count = sum(by_state.values())
            for state in ("moved", "skipped", "undone", "kept"):
                handover[f"{state}_count"] = by_state.get(state, 0)
            for place, name in enumerate(COUNTED, start=2):
                handover[name] = sum(group[place] or 0 for group in mine)

    @api.depends("line_ids.to_user_id", "line_ids.to_team_id")
    def _compute_receivers(self):
        # sudo: see _compute_counts
        groups = (
            self.env["customer.handover.line"]
            .sudo()
            ._read_group(
                [("handover_id", "in", self.ids)],
                ["handover_id", "to_user_id", "to_team_id"],
            )
        )
        for handover in self:
            names = [
                (user or team).name or ""
                for run, user, team in groups
                if run.id == handover.id
            ]
            handover.receivers = format_list(
                self.env, list(filter(None, dict.fromkeys(names)))
            )

    @api.depends("state", "worked_count", "line_ids")
    def _compute_progress(self):
        for handover in self:
            total = handover.customer_count
            is_working = handover.state in WORKING
            share = handover.worked_count / total if total else 1
            handover.progress = 100 * min(share, 1) if is_working else 100

    @api.depends("finished_at", "company_id")
    def _compute_undo_until(self):
        for handover in self:
            hours = timedelta(hours=handover.company_id.handover_undo_hours)
            at = handover.finished_at
            handover.undo_until = at and at + hours

    @api.depends("state", "undo_until", "approver_id")
    @api.depends_context("uid")
    def _compute_can_undo(self):
        now = fields.Datetime.now()
        user = self.env.user
        is_manager = user.has_group("customer_forms.customer_forms_group_manager")
        is_supervisor = user.has_group("customer_forms.customer_forms_group_supervisor")
        for handover in self:
            is_theirs = handover.user_id == user or is_supervisor
            handover.can_undo = bool(
                is_theirs
                and handover.state == "done"
                and handover.moved_count
                and handover.undo_until
                and handover.undo_until >= now
            )
            handover.can_approve = handover.state == "asked" and (
                is_manager or handover.approver_id == user
            )

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def _get_open_action(self, **more):
        """Open this run."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            **more,
        }

    def action_view_customers(self):
        """List the customers of this run.

        :return: action that lists them
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_followup.customer_dossier_action"
        )
        domain = [("handover_line_ids.handover_id", "=", self.id)]
        return {**action, "context": {}, "domain": domain}
