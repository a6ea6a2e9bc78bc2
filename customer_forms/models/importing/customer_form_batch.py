from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.engine_guard import refuse_engine_fields

# What the person who imports decides, and until when; the rest is the engine's.
AT_UPLOAD = {"form_id", "file", "filename"}
WHILE_MATCHING = {"channel", "user_id", "identity", "column_ids"}
UNTIL_IMPORT = {"mode", "is_held"}
SUPERVISOR = "customer_forms.customer_forms_group_supervisor"
MANAGER = "customer_forms.customer_forms_group_manager"
# Done by the scheduled action.
WORKING = ("checking", "importing")


class CustomerFormBatch(models.Model):
    """An import of submissions from a file (X1, P3).

    The file itself is never kept: it is taken apart when it arrives, and its parts are
    sealed (``customer.form.batch.part``). They are deleted when they are imported, at the
    latest after a week.
    """

    _name = "customer.form.batch"
    _description = "Import of Submissions"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    form_id = fields.Many2one(
        "customer.form",
        required=True,
        index=True,
        ondelete="cascade",
        domain="[('state', '=', 'published')]",
    )
    version_id = fields.Many2one(
        "customer.form.version", readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="cascade",
    )
    uploader_id = fields.Many2one(
        "res.users",
        string="Imported By",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    # Not stored: ``create`` takes it apart and forgets it.
    file = fields.Binary(store=False, exportable=False)
    filename = fields.Char(string="File Name")
    state = fields.Selection(
        [
            ("matching", "Columns"),
            ("checking", "Being checked"),
            ("checked", "Checked"),
            ("importing", "Being imported"),
            ("stopped", "Stopped"),
            ("done", "Done"),
            ("failed", "Failed"),
        ],
        string="Status",
        required=True,
        default="matching",
        readonly=True,
        index=True,
    )
    channel = fields.Selection(
        [("import", "Import"), ("paper", "Paper")],
        required=True,
        default="import",
        help="Of rows that say nothing else.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        default=lambda self: self._default_user_id(),
        check_company=True,
        ondelete="set null",
        help="Who handles the submissions, where a row names nobody else.",
    )
    identity = fields.Selection(
        [("content", "Is imported once"), ("row", "Is imported each time")],
        string="The Same Row Again",
        required=True,
        default="content",
        help="Rows that say the same, in this file or in what was submitted before. With a"
        " row reference, that alone decides.",
    )
    mode = fields.Selection(
        [("correct", "Correct rows only"), ("all", "All rows or none")],
        string="Import",
        required=True,
        default="correct",
    )
    is_held = fields.Boolean(
        string="Accept Later",
        help="The submissions wait until somebody accepts them. Until then all of them can"
        " be refused at once.",
    )

    row_count = fields.Integer(string="Rows", readonly=True)
    worked_count = fields.Integer(string="Rows Looked At", readonly=True)
    ready_count = fields.Integer(string="Will Be Imported", readonly=True)
    known_count = fields.Integer(string="Already There", readonly=True)
    faulty_count = fields.Integer(string="Faulty", readonly=True)
    imported_count = fields.Integer(string="Imported", readonly=True)
    progress = fields.Float(compute="_compute_progress")
    has_file = fields.Boolean(
        string="Rows Are Kept",
        readonly=True,
        help="The rows that were not imported are kept, encrypted, for a week.",
    )
    failure = fields.Char(string="Reason", readonly=True)
    stopped_state = fields.Char(readonly=True, export_string_translation=False)
    started_at = fields.Datetime(readonly=True)
    finished_at = fields.Datetime(readonly=True)

    sample_url = fields.Char(compute="_compute_sample_url")
    is_mine = fields.Boolean(compute="_compute_is_mine")
    may_assign = fields.Boolean(compute="_compute_is_mine")
    column_ids = fields.One2many("customer.form.batch.column", "batch_id")
    part_ids = fields.One2many("customer.form.batch.part", "batch_id")
    error_ids = fields.One2many("customer.form.batch.error", "batch_id", readonly=True)
    submission_ids = fields.One2many(
        "customer.form.submission", "batch_id", readonly=True
    )

    # ------------------------------------------------------------
    # Defaults and computes
    # ------------------------------------------------------------

    def _default_user_id(self):
        """Salespeople see what is theirs: what they import is. Others assign it."""
        return self.env["res.users"] if self._may_assign() else self.env.user

    @api.model
    def _may_assign(self):
        """Whether this user gives submissions to others."""
        return self.env.user.has_group(SUPERVISOR)

    @api.model
    def _assignable_users(self):
        """Whom this user may give submissions to: a manager anybody of the company, a
        supervisor the departments he leads."""
        if not self._may_assign():
            return self.env.user
        Users = self.env["res.users"]
        if self.env.user.has_group(MANAGER):
            domain = [("share", "=", False), ("company_ids", "in", self.env.company.id)]
            return Users.search(domain)
        # sudo: membership does not depend on the companies chosen in the menu
        teams_sudo = (
            self.env["crm.team"].sudo().search([("user_id", "=", self.env.uid)])
        )
        return self.env.user | Users.browse(teams_sudo.member_ids.ids)

    @api.depends("form_id")
    def _compute_sample_url(self):
        for batch in self:
            batch.sample_url = batch.form_id and (
                f"/customer_forms/import/sample/{batch.form_id.id}.xlsx"
            )

    @api.depends("uploader_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        may_assign = self._may_assign()
        for batch in self:
            batch.is_mine = batch.uploader_id == self.env.user
            batch.may_assign = may_assign

    @api.depends("row_count", "worked_count", "state")
    def _compute_progress(self):
        for batch in self:
            share = batch.worked_count / batch.row_count if batch.row_count else 0
            batch.progress = 100 if batch.state == "done" else 100 * share

    @api.depends("form_id", "filename")
    def _compute_display_name(self):
        for batch in self:
            batch.display_name = (
                self.env._(
                    "%(form)s: %(file)s", form=batch.form_id.name, file=batch.filename
                )
                if batch.filename
                else self.env._("Import of Submissions")
            )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        """Take the files apart; nothing is kept of what cannot be read.

        :raises UserError: for a file that cannot be read, or a form that takes nothing
        """
        contents, complete = [], []
        decided = AT_UPLOAD | WHILE_MATCHING | UNTIL_IMPORT
        refuse_engine_fields(self, set(self._fields) - decided, vals_list)
        for vals in vals_list:
            vals = dict(vals)
            contents.append(vals.pop("file", None))
            form = self.env["customer.form"].browse(vals.get("form_id"))
            complete.append(
                {**vals, "company_id": self._importable(form).company_id.id}
            )
        # sudo: the company is the form's; who may import was checked
        batches_sudo = super(CustomerFormBatch, self.sudo()).create(complete)
        for batch, content in zip(
            batches_sudo.sudo(self.env.su), contents, strict=True
        ):
            batch._check_assigned()
            batch._take_apart(content)
        return batches_sudo.sudo(self.env.su)

    def write(self, vals):
        decided = UNTIL_IMPORT | WHILE_MATCHING
        ours = {
            name
            for name in self._fields
            if not name.startswith("message_") and name not in decided
        }
        refuse_engine_fields(self, ours, [vals])
        if not self.env.su:
            self._check_still(vals)
        result = super().write(vals)
        if "user_id" in vals and not self.env.su:
            self._check_assigned()
        return result

    def unlink(self):
        self.part_ids.sudo().unlink()  # sudo: whoever deletes it deletes its rows
        self.env["customer.vault.value"]._forget(self._name, self.ids)
        return super().unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_working(self):
        if any(batch.state in WORKING for batch in self):
            raise UserError(self.env._("Stop the import before you delete it."))

    def _check_still(self, vals):
        if (WHILE_MATCHING & vals.keys()) and any(
            batch.state != "matching" for batch in self
        ):
            raise UserError(
                self.env._("Go back to the columns first: the rows are checked anew.")
            )
        if (UNTIL_IMPORT & vals.keys()) and any(
            batch.state not in ("matching", "checked") for batch in self
        ):
            raise UserError(self.env._("The import has begun already."))

    def _check_assigned(self):
        """Refuse a salesperson this user may not give submissions to."""
        for batch in self.filtered("user_id"):
            if not self.env.su and batch.user_id not in self._assignable_users():
                raise UserError(
                    self.env._(
                        "You cannot give submissions to %(name)s.",
                        name=batch.user_id.name,
                    )
                )

    def _importable(self, form):
        """The form, if this user may fill it in with a file.

        :raises UserError: when it takes nothing at present
        """
        form.ensure_one().check_access("read")
        form._check_may_submit()
        if form.state != "published":
            raise UserError(
                self.env._("“%(form)s” takes no submissions now.", form=form.name)
            )
        return form

    def _sensitive_company(self):
        """In the vault of which company the parts are."""
        return self.company_id
