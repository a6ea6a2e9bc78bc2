"""What a form keeps longer than it may is proposed, approved, and erased (V5)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...tools.engine_guard import refuse_engine_fields

OFFICER = "customer_forms.customer_forms_group_data_officer"
BATCH = 100
# What a data administrator decides; the rest is the engine's.
DECIDED = {"kept_ids", "reason"}


class CustomerPurge(models.Model):
    """Submissions of a company that were kept long enough.

    Proposed by a scheduled action; nothing is erased before a data administrator has
    looked at the list. The report of what was erased stays.
    """

    _name = "customer.purge"
    _description = "Retention Proposal"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "id desc"

    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="restrict", readonly=True
    )
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("running", "In progress"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        string="Status",
        required=True,
        default="proposed",
        readonly=True,
        tracking=True,
    )
    proposed_at = fields.Datetime(
        required=True, readonly=True, default=fields.Datetime.now
    )
    line_ids = fields.One2many("customer.purge.line", "purge_id", readonly=True)
    proposed_count = fields.Integer(
        string="Submissions", compute="_compute_counts", store=True
    )
    erased_count = fields.Integer(
        string="Erased", compute="_compute_counts", store=True
    )
    kept_ids = fields.Many2many(
        "customer.form.submission",
        string="Keep These",
        help="Still needed, e.g. for a contract or a dispute: they are proposed again"
        " next time.",
    )
    reason = fields.Text(
        string="Remarks", help="Kept in the audit log, e.g. why some are still needed."
    )
    approved_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    approved_at = fields.Datetime(readonly=True)
    done_at = fields.Datetime(readonly=True)

    _open_uniq = models.UniqueIndex(
        "(company_id) WHERE state IN ('proposed', 'running')",
        "The company has a proposal already.",
    )

    @api.depends("line_ids.proposed_count", "line_ids.erased_count")
    def _compute_counts(self):
        for purge in self:
            purge.proposed_count = sum(purge.line_ids.mapped("proposed_count"))
            purge.erased_count = sum(purge.line_ids.mapped("erased_count"))

    @api.depends("proposed_at", "proposed_count")
    def _compute_display_name(self):
        for purge in self:
            purge.display_name = self.env._(
                "Retention %(day)s: %(count)s submissions",
                day=purge.proposed_at and purge.proposed_at.date().isoformat(),
                count=purge.proposed_count,
            )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, set(self._fields), vals_list)
        return super().create(vals_list)

    def write(self, vals):
        ours = {
            name
            for name in self._fields
            if not name.startswith(("activity_", "message_")) and name not in DECIDED
        }
        refuse_engine_fields(self, ours, [vals])
        if DECIDED & vals.keys() and any(each.state != "proposed" for each in self):
            raise UserError(self.env._("This was decided already."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("The report of what was erased stays."))

    # ------------------------------------------------------------
    # Deciding
    # ------------------------------------------------------------

    def action_approve(self):
        """Erase the personal data of the list, in the background.

        :raises AccessError: for anybody but a data administrator
        """
        self._check_officer()
        for purge in self.filtered(lambda each: each.state == "proposed"):
            self.env["customer.audit.event"]._log(
                "purge",
                purge,
                {
                    "proposed": purge.proposed_count,
                    "kept": purge.kept_ids.mapped("number"),
                },
                purge.reason or "",
            )
            # sudo: the state is the engine's, who may approve was checked
            purge.sudo().write(
                {
                    "state": "running",
                    "approved_by_id": self.env.uid,
                    "approved_at": fields.Datetime.now(),
                }
            )
            purge.activity_ids.sudo().action_done()  # sudo: those of colleagues too
        # sudo: who may approve need not manage scheduled actions
        self.env.ref("customer_forms.ir_cron_customer_purge").sudo()._trigger()

    def action_cancel(self):
        """Erase nothing; what is still kept is proposed again next time."""
        self._check_officer()
        proposed = self.filtered(lambda each: each.state == "proposed")
        proposed.sudo().state = "cancelled"  # sudo: see action_approve
        proposed.activity_ids.sudo().unlink()  # sudo: those of colleagues too

    def action_view_submissions(self):
        """Open what is on the list, or what was erased of it."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_forms.customer_form_submission_action"
        )
        return {**action, "name": self.display_name, "domain": list(self._domain())}

    def _check_officer(self):
        self.check_access("write")
        if not self.env.user.has_group(OFFICER):
            raise AccessError(
                self.env._("Only a data administrator decides what is erased.")
            )

    def _domain(self):
        """The submissions of the list that are not erased yet."""
        self.ensure_one()
        return Domain.OR(
            Domain("form_id", "=", line.form_id.id)
            & Domain("submitted_at", "<", line.submitted_before)
            for line in self.line_ids
        ) & Domain([("erased_at", "=", False), ("id", "not in", self.kept_ids.ids)])

    # ------------------------------------------------------------
    # Scheduled actions
    # ------------------------------------------------------------

    @api.model
    def _cron_purge(self):
        """Go on with what was approved, then propose what is new."""
        running = self.search([("state", "=", "running")])
        for purge in running:
            while batch := purge._next_batch():
                purge._erase_batch(batch)
                if not self.env["ir.cron"]._commit_progress(len(batch)):
                    self.env.ref("customer_forms.ir_cron_customer_purge")._trigger()
                    return
            purge._finish()
        self._propose()

    def _next_batch(self):
        return self.env["customer.form.submission"].search(
            self._domain(), order="id", limit=BATCH
        )

    def _erase_batch(self, submissions):
        """Erase what tells of the people, as the one who approved it."""
        approver = self.approved_by_id
        by_form = dict(submissions.grouped("form_id"))
        for line in self.line_ids:
            if due := by_form.get(line.form_id):
                reason = self.env._(
                    "Kept for %(months)s months, as the form says", months=line.months
                )
                # sudo: who approved it was checked; he need not see every section
                due.with_user(approver).sudo()._erase(
                    reason, kind="purge", details={"purge": self.id}
                )
                line.erased_count += len(due)

    def _finish(self):
        self.write({"state": "done", "done_at": fields.Datetime.now()})
        self.message_post(
            body=self.env._(
                "Personal data of %(count)s submissions was erased, %(kept)s were kept.",
                count=self.erased_count,
                kept=len(self.kept_ids),
            )
        )

    @api.model
    def _propose(self):
        """One proposal for each company that keeps something too long."""
        forms = (
            self.env["customer.form"]
            .with_context(active_test=False)
            .search([("retention_months", ">", 0)])
        )
        busy = self.search([("state", "in", ("proposed", "running"))])
        for company, of_company in (
            (forms - busy.line_ids.form_id).grouped("company_id").items()
        ):
            if company in busy.company_id:
                continue
            counts = self.env["customer.form.submission"]._read_group(
                of_company._kept_too_long_domain(),
                ["form_id"],
                ["__count", "submitted_at:min", "submitted_at:max"],
            )
            if counts:
                self._create_proposal(company, counts)

    def _create_proposal(self, company, counts):
        purge = self.create(
            {
                "company_id": company.id,
                "line_ids": [
                    fields.Command.create(
                        {
                            "form_id": form.id,
                            "months": form.retention_months,
                            "submitted_before": form._retention_cutoff(),
                            "proposed_count": count,
                            "oldest": oldest,
                            "newest": newest,
                        }
                    )
                    for form, count, oldest, newest in counts
                ],
            }
        )
        officers = self.env.ref(OFFICER).all_user_ids.filtered(
            lambda user: user.active and company in user.company_ids and user.id != 1
        )
        for officer in officers:
            purge.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=officer.id,
                summary=purge.with_context(lang=officer.lang).env._(
                    "Look at what has been kept long enough"
                ),
            )
