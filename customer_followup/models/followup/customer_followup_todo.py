from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

# What stands under the clock of whom it was given to.
SCHEDULED = {"date_deadline", "name", "user_id"}
# What the engine writes, and the follow-up it belongs to for good.
ENGINE_FIELDS = {
    "activity_id",
    "company_id",
    "done_at",
    "done_by_id",
    "result",
    "state",
}


class CustomerFollowupTodo(models.Model):
    """What was promised to a customer: under the clock of whoever does it, and done here
    when it is done there (U1)."""

    _name = "customer.followup.todo"
    _description = "To-do of a Follow-up"
    _order = "date_deadline, id"
    _check_company_auto = True

    followup_id = fields.Many2one(
        "customer.followup",
        string="Follow-up",
        required=True,
        index=True,
        ondelete="cascade",
    )
    customer_id = fields.Many2one(related="followup_id.dossier_id", string="Customer")
    company_id = fields.Many2one(
        related="followup_id.company_id", store=True, index=True
    )
    name = fields.Char(string="To-do", required=True)
    user_id = fields.Many2one(
        "res.users",
        string="Given to",
        required=True,
        index=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        check_company=True,
    )
    date_deadline = fields.Date(
        string="Until", required=True, index=True, default=fields.Date.context_today
    )
    state = fields.Selection(
        [("open", "Open"), ("done", "Done"), ("cancelled", "Cancelled")],
        required=True,
        readonly=True,
        default="open",
        copy=False,
    )
    result = fields.Text(
        readonly=True, copy=False, help="What was said when it was done."
    )
    done_at = fields.Datetime(string="Done On", readonly=True, copy=False)
    done_by_id = fields.Many2one(
        "res.users", string="Done by", readonly=True, copy=False
    )
    activity_id = fields.Many2one(
        "mail.activity", readonly=True, copy=False, index="btree_not_null"
    )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        default = self.env.context.get("default_followup_id")
        if not all(vals.get("followup_id", default) for vals in vals_list):
            raise UserError(
                self.env._(
                    "A to-do belongs to a follow-up: open the follow-up and add it there."
                )
            )
        todos = super().create(self._redacted(vals_list))
        todos._check_followup_access()
        todos._check_assignee()
        todos._schedule()
        return todos

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        if "followup_id" in vals:
            raise UserError(self.env._("A to-do stays with its follow-up."))
        self._check_followup_access()
        if {"name", "result"} & vals.keys():
            [vals] = self._redacted([{**vals, "followup_id": self.followup_id[:1].id}])
            del vals["followup_id"]
        result = super().write(vals)
        if "user_id" in vals:
            self._check_assignee()
        if SCHEDULED & vals.keys():
            self._follow_up_clock()
        return result

    def unlink(self):
        # sudo: the activity is under the clock of another
        activities_sudo = self.sudo().activity_id.filtered("active")
        result = super().unlink()
        activities_sudo.unlink()
        return result

    def _redacted(self, vals_list):
        """What is to be done says no more of the customer than the dossier shows."""
        # sudo: only whose it is; who may write there is checked elsewhere
        Followup_sudo = self.env["customer.followup"].sudo()
        places = [
            (
                "customer.dossier",
                Followup_sudo.browse(vals.get("followup_id")).dossier_id.id,
            )
            for vals in vals_list
        ]
        redaction = self.env["customer.redaction"]
        return redaction._redact_vals(vals_list, places, ("name", "result"))

    def _check_followup_access(self):
        """Whoever works on the follow-up says what is to be done; who was given a to-do
        only says that it is done."""
        if self.env.su:
            return
        self.followup_id.check_access("write")
        self.followup_id.dossier_id.check_access("read")

    def _check_assignee(self):
        if self.filtered("user_id.share"):
            raise UserError(self.env._("To-dos are given to colleagues only."))

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_done(self):
        """It is done: so says the clock of whom it was given to."""
        for todo in self._own_sudo().filtered(lambda todo: todo.state == "open"):
            if todo.activity_id.active:
                todo.activity_id.action_done()
            else:
                todo._close(self.env.user)

    def action_reopen(self):
        """It is not done after all, or is to be done again."""
        for todo in self._own_sudo().filtered(lambda todo: todo.state != "open"):
            todo.write(
                {
                    "state": "open",
                    "done_at": False,
                    "done_by_id": False,
                    "result": False,
                }
            )
            todo._reschedule()

    def action_cancel(self):
        """It need not be done; it stays where it was noted."""
        self._check_followup_access()
        # sudo: the activity is under the clock of another
        open_sudo = self.sudo().filtered(lambda todo: todo.state == "open")
        open_sudo.activity_id.unlink()
        open_sudo.filtered(lambda todo: todo.state == "open").state = "cancelled"

    def _own_sudo(self):
        """These, for whoever was given them or works on the follow-up."""
        self.check_access("read")
        others = self.filtered(lambda todo: todo.user_id != self.env.user)
        others._check_followup_access()
        # sudo: what became of a to-do is the engine's to write
        return self.sudo()

    def _close(self, user, result=False):
        # sudo: what became of a to-do is the engine's to write
        self.sudo().write(
            {
                "state": "done",
                "done_at": fields.Datetime.now(),
                "done_by_id": user.id,
                "result": result,
            }
        )

    # ------------------------------------------------------------
    # Under the clock
    # ------------------------------------------------------------

    def _schedule(self):
        """Put to-dos under the clocks of whom they were given to.

        Whoever may not see the customer gets it without: an activity of a customer would
        make him a follower, who gets all its messages.
        """
        # sudo: who gives a to-do need not see the clock of whom he gives it to
        self_sudo = self.sudo()
        activities = self_sudo.env["mail.activity"].create(
            [todo._prepare_activity_vals() for todo in self_sudo]
        )
        for todo, activity in zip(self_sudo, activities, strict=True):
            todo.activity_id = activity

    def _prepare_activity_vals(self):
        vals = {
            "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
            "user_id": self.user_id.id,
            "date_deadline": self.date_deadline,
            "summary": self.name,
        }
        dossier = self.followup_id.dossier_id
        if dossier.with_user(self.user_id).has_access("read"):
            model_id = self.env["ir.model"]._get_id(dossier._name)
            return {**vals, "res_model_id": model_id, "res_id": dossier.id}
        return {**vals, "summary": f"{dossier.number}: {self.name}"}

    def _follow_up_clock(self):
        """Bring the clock up to what the to-do says now."""
        # sudo: see _schedule
        open_sudo = self.sudo().filtered(lambda todo: todo.state == "open")
        moved = open_sudo.filtered(
            lambda todo: todo.user_id != todo.activity_id.user_id
        )
        moved._reschedule()
        for todo in open_sudo - moved:
            vals = todo._prepare_activity_vals()
            names = ("date_deadline", "summary")
            todo.activity_id.write({name: vals[name] for name in names})

    def _reschedule(self):
        """Somebody else's activity is another one: he is told, and need not see where."""
        # sudo: see _schedule
        self_sudo = self.sudo()
        former = self_sudo.activity_id.filtered("active")
        self_sudo.activity_id = False
        former.unlink()
        self._schedule()

    def _take_from_clock(self):
        """Somebody has moved the activity to another day or given it to another."""
        for todo in self:
            activity = todo.activity_id
            if todo.date_deadline != activity.date_deadline:
                todo.date_deadline = activity.date_deadline
            if activity.user_id and todo.user_id != activity.user_id:
                todo.user_id = activity.user_id
