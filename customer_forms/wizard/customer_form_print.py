from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.paper.customer_paper_look import DEFAULTS

REPORT = "customer_forms.action_report_blank_form"
MOST_SHEETS = 200
LOOK = tuple(DEFAULTS)


class CustomerFormPrint(models.TransientModel):
    """How a form is printed: to be filled in by hand, or with what is known already."""

    _name = "customer.form.print"
    _description = "Print a Form"
    _inherit = ["customer.paper.look"]

    form_id = fields.Many2one("customer.form", required=True, ondelete="cascade")
    submission_id = fields.Many2one(
        "customer.form.submission", string="Filled In With", ondelete="cascade"
    )
    is_draft = fields.Boolean(
        string="With Unpublished Changes",
        compute="_compute_from_form",
        store=True,
        readonly=False,
        help="Print the form as it is edited now, not as visitors see it.",
    )
    has_version = fields.Boolean(compute="_compute_has_version")
    is_numbered = fields.Boolean(
        string="Each Sheet Has a Number",
        help="A number and a QR code of its own: scanned or typed, it opens the entry of"
        " this very sheet.",
    )
    count = fields.Integer(string="Sheets", default=1, required=True)
    lang = fields.Selection(
        "_languages",
        string="Language",
        required=True,
        default=lambda self: self.env.lang or "en_US",
    )
    second_lang = fields.Selection(
        "_languages",
        string="Second Language",
        help="Every question in this language too.",
    )
    staff_sections = fields.Selection(
        [("none", "Not printed"), ("page", "On a page of their own")],
        string="Sections for Staff",
        required=True,
        default="none",
    )
    sheet_ids = fields.Many2many("customer.form.sheet", readonly=True)
    preview = fields.Html(
        compute="_compute_preview",
        sanitize=False,  # rendered by our own templates, which escape
    )
    may_keep_look = fields.Boolean(compute="_compute_may_keep_look")

    @api.model
    def _languages(self):
        return self.env["res.lang"].get_installed()

    # What the form says is where the dialog begins.
    @api.depends("form_id")
    def _compute_from_form(self):
        for printing in self:
            printing.is_draft = not printing.form_id.current_version_id

    @api.depends("form_id")
    def _compute_has_version(self):
        for printing in self:
            printing.has_version = bool(printing.form_id.current_version_id)

    def _compute_may_keep_look(self):
        self.may_keep_look = self.env["customer.form"].has_access("write")

    @api.model
    def default_get(self, fields):
        """The look is that of the form; a sheet of a submission has a number."""
        defaults = super().default_get(fields)
        form = self.env["customer.form"].browse(defaults.get("form_id"))
        if form:
            defaults |= {name: form[name] for name in LOOK if name in fields}
        if defaults.get("submission_id"):
            defaults["is_numbered"] = True
        return defaults

    @api.depends(
        "form_id",
        "is_draft",
        "is_numbered",
        "lang",
        "second_lang",
        "staff_sections",
        *LOOK,
    )
    def _compute_preview(self):
        """The sheet as it will be, as a page of HTML."""
        Report = self.env["report.customer_forms.report_blank_form"]
        for printing in self:
            printing.preview = (
                printing.form_id
                and printing.lang
                and self.env["ir.actions.report"]._render_template(
                    "customer_forms.report_blank_form", Report._values_of(printing)
                )
            )

    # ------------------------------------------------------------
    # Printing
    # ------------------------------------------------------------

    def _paper_look(self):
        """How the sheet looks: settings by name, ``header`` and ``footer`` as lists of
        texts, ``picture`` and ``colour``."""
        form = self.form_id._origin
        # sudo: the colour is printed for everybody
        company_sudo = form.sudo().company_id
        look = self._paper_settings(company_sudo)
        langs = [self.lang, *filter(None, [self.second_lang])]
        return {
            **look,
            "header": form._paper_text("paper_header", langs),
            "footer": form._paper_text("paper_footer", langs),
            "picture": form._paper_picture(look["paper_logo"]),
            "colour": company_sudo.primary_color or "#444444",
        }

    def _sample_number(self):
        """In the preview a number that is nobody's."""
        return "P0000-0000" if self.is_numbered else ""

    def action_print(self):
        """The sheets to print, as PDF. What is known of a person is noted.

        :raises UserError: for more sheets than are printed at once, and for numbers on a
            form that nobody could enter
        """
        self.ensure_one()
        if not 1 <= self.count <= MOST_SHEETS:
            raise UserError(
                self.env._("Print 1 to %(most)s sheets at once.", most=MOST_SHEETS)
            )
        if self.is_numbered:
            self._number_sheets()
        if self.submission_id:
            self.env["customer.audit.event"]._log(
                "print", self.submission_id, {"text": self.sheet_ids[:1].number}
            )
        # The sheet has a head of its own: no layout of documents needs to be chosen.
        action = self.env.ref(REPORT).report_action(self, config=False)
        return {**action, "close_on_report_download": True}

    def _number_sheets(self):
        if self.is_draft or self.form_id.state != "published":
            raise UserError(
                self.env._(
                    "Publish the form first: a sheet with a number is of a version."
                )
            )
        submission = self.submission_id
        self.sheet_ids = self.form_id._make_sheets(
            1 if submission else self.count,
            version=submission.version_id or None,
            source=submission or None,
            lang=self.lang,
        )

    def action_keep_look(self):
        """Make this look the form's own, for everybody who prints it.

        :return: the dialog again
        """
        self.ensure_one()
        self.form_id.write({name: self[name] for name in LOOK})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print a Form"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }
