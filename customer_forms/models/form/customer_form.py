from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...messages import render
from ...tools import number_pattern
from ...tools.engine_guard import refuse_engine_fields
from ...tools.submission_states import NOT_SET_ASIDE
from ..answers.answers_field import AnswerDefinition

# What only publishing and closing write.
ENGINE_FIELDS = {
    "answer_definition",
    "current_version_id",
    "previous_draft",
    "row_definition",
    "state",
    "submission_ids",
    "version_ids",
}


class CustomerForm(models.Model):
    """A form template. Editing happens here; visitors see its published versions."""

    _name = "customer.form"
    _description = "Customer Form"
    _inherit = ["mail.thread"]
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True, tracking=True)
    purpose = fields.Text(
        translate=True,
        help="Shown at the top of the form: what it is for and what happens next.",
    )
    success_message = fields.Text(
        translate=True,
        help="Shown after a submission, above the number that was given.",
    )
    slug = fields.Char(
        string="Address",
        copy=False,
        help="The last part of the form's link: lower-case letters, digits and hyphens.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    state = fields.Selection(
        [("draft", "Draft"), ("published", "Published"), ("closed", "Closed")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        default=lambda self: self.env.user,
        check_company=True,
        help="Receives the customers of this form when no department has anybody.",
    )
    department_ids = fields.Many2many(
        "crm.team",
        string="Departments",
        check_company=True,
        help="Who uses this form. New customers go to the first department.",
    )
    has_auto_accept = fields.Boolean(
        string="Accept at Once",
        default=True,
        help="A submission takes effect at once. Otherwise somebody accepts or refuses"
        " each one.",
    )
    submit_access = fields.Selection(
        [
            ("anyone", "Anyone with the link"),
            ("signed_in", "Signed-in people"),
            ("departments", "The departments above"),
            ("invited", "People with an invitation"),
        ],
        string="Filled In By",
        default="anyone",
        required=True,
    )
    has_editing = fields.Boolean(
        string="Answers Can Be Corrected",
        help="Staff may correct what was submitted, with a reason. Otherwise only the"
        " sections for staff are completed.",
    )
    number_pattern = fields.Char(
        default="C{year}{serial:04d}",
        required=True,
        help="The number each submission gets: text, {year} or {date}, and a serial such"
        " as {serial:04d}. The serial restarts every year or every day; forms with the"
        " same pattern share one series.",
    )

    section_ids = fields.One2many("customer.form.section", "form_id")
    field_ids = fields.One2many("customer.form.field", "form_id", readonly=True)
    rule_ids = fields.One2many("customer.form.rule", "form_id")
    version_ids = fields.One2many("customer.form.version", "form_id", readonly=True)
    current_version_id = fields.Many2one(
        "customer.form.version", readonly=True, copy=False, ondelete="restrict"
    )
    answer_definition = AnswerDefinition(readonly=True)
    row_definition = AnswerDefinition(readonly=True)
    submission_ids = fields.One2many("customer.form.submission", "form_id")
    submission_count = fields.Integer(compute="_compute_submission_count")
    field_count = fields.Integer(compute="_compute_field_count")
    website_url = fields.Char(string="Link", compute="_compute_website_url")
    has_unpublished_changes = fields.Boolean(
        compute="_compute_has_unpublished_changes",
        help="The form was edited since its last publication.",
    )

    _slug_uniq = models.UniqueIndex(
        "(slug)",
        "Another form already has this address. Please choose a different one.",
    )

    # ------------------------------------------------------------
    # Compute
    # ------------------------------------------------------------

    def _compute_submission_count(self):
        counts = dict(
            self.env["customer.form.submission"]._read_group(
                [("form_id", "in", self.ids), *NOT_SET_ASIDE],
                ["form_id"],
                ["__count"],
            )
        )
        for form in self:
            form.submission_count = counts.get(form, 0)

    @api.depends("section_ids.field_ids.active")
    def _compute_field_count(self):
        for form in self:
            form.field_count = len(form.section_ids.field_ids.filtered("active"))

    def _compute_has_unpublished_changes(self):
        for form in self:
            form.has_unpublished_changes = bool(
                form.current_version_id
                and form._differs_from_published(form._build_schema())
            )

    # ------------------------------------------------------------
    # Constraints
    # ------------------------------------------------------------

    @api.constrains("number_pattern")
    def _check_number_pattern(self):
        for form in self:
            try:
                number_pattern.parse(form.number_pattern)
            except ValueError as error:
                raise ValidationError(render(self.env, str(error))) from error

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        nameless = [vals for vals in vals_list if not vals.get("slug")]
        slugs = self._free_slugs([vals.get("name") for vals in nameless])
        for vals, slug in zip(nameless, slugs, strict=True):
            vals["slug"] = slug
        return super().create(vals_list)

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        if {"company_id", "slug"} & set(vals):
            self._check_unpublished(vals)
        return super().write(vals)

    def copy_data(self, default=None):
        vals_list = super().copy_data(default=default)
        for form, vals in zip(self, vals_list, strict=True):
            if "name" not in (default or {}):
                vals["name"] = self.env._("%(name)s (copy)", name=form.name)
        return vals_list

    @api.ondelete(at_uninstall=False)
    def _unlink_except_published(self):
        if self.version_ids:
            raise UserError(
                self.env._(
                    "A form that was published is archived, not deleted: its submissions"
                    " still need it."
                )
            )

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_publish(self):
        """Freeze the form into a new version and open its page.

        Nothing new is frozen when nothing changed since the last version.

        :raises UserError: when the form has nothing a person could fill in
        """
        return self._publish()

    def action_close(self):
        """Stop taking submissions; the link says so to whoever opens it."""
        self.check_access("write")
        published = self.filtered(lambda form: form.state == "published")
        published.sudo().state = "closed"  # sudo: write access was checked above

    def action_reopen(self):
        """Take submissions again, on the version that was current."""
        self.check_access("write")
        closed = self.filtered(lambda form: form.state == "closed")
        closed.sudo().state = "published"  # sudo: write access was checked above

    def action_open_page(self):
        """Open the form as visitors see it, in a new tab."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self._page_path(), "target": "new"}

    def action_view_submissions(self):
        """Open the submissions of this form, its answers as columns."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_forms.customer_form_submission_action"
        )
        return {
            **action,
            "name": self.name,
            "domain": [("form_id", "=", self.id), *NOT_SET_ASIDE],
            "context": {"default_form_id": self.id, "customer_form_id": self.id},
        }
