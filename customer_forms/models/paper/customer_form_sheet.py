"""Sheets of paper with a number of their own: each one becomes one submission."""

import uuid

from odoo import api, fields, models

from ...tools.engine_guard import refuse_engine_fields

NUMBER_PATTERN = "P{year}-{serial:04d}"
# Enough that nobody finds one by trying, and few enough for a small QR code.
TOKEN_LENGTH = 32
ENGINE_FIELDS = {
    "company_id",
    "entered_at",
    "entered_by_id",
    "form_id",
    "lang",
    "number",
    "page_uuid",
    "res_id",
    "res_model",
    "state",
    "submission_id",
    "team_id",
    "token_digest",
    "user_id",
    "version_id",
}


class CustomerFormSheet(models.Model):
    """A sheet that was printed, and what became of it (P3).

    The page that it opens has ``page_uuid``: whoever types it in, and however often, it
    is one submission.
    """

    _name = "customer.form.sheet"
    _description = "Printed Sheet"
    _order = "id desc"
    _rec_name = "number"
    _check_company_auto = True

    number = fields.Char(required=True, readonly=True, copy=False)
    form_id = fields.Many2one(
        "customer.form", required=True, readonly=True, index=True, ondelete="restrict"
    )
    version_id = fields.Many2one(
        "customer.form.version", required=True, readonly=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True
    )
    user_id = fields.Many2one(
        "res.users", string="Printed By", readonly=True, index=True
    )
    team_id = fields.Many2one("crm.team", string="Department", readonly=True)
    lang = fields.Char(string="Language", readonly=True)
    state = fields.Selection(
        [("printed", "Printed"), ("entered", "Typed in")],
        required=True,
        readonly=True,
        default="printed",
        index=True,
    )
    res_model = fields.Char(string="Prefilled From (Model)", readonly=True)
    res_id = fields.Many2oneReference(
        string="Prefilled From", readonly=True, model_field="res_model"
    )
    submission_id = fields.Many2one(
        "customer.form.submission",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="What the sheet became, or the one it was printed from.",
    )
    entered_at = fields.Datetime(string="Typed In On", readonly=True)
    entered_by_id = fields.Many2one(
        "res.users", string="Typed In By", readonly=True, help="Empty: the customer."
    )
    # Who knows it could submit something else in its place.
    page_uuid = fields.Char(
        required=True, readonly=True, copy=False, groups=fields.NO_ACCESS
    )
    token_digest = fields.Char(
        required=True, readonly=True, copy=False, groups=fields.NO_ACCESS
    )

    _number_uniq = models.UniqueIndex(
        "(company_id, number)", "A sheet with this number exists already."
    )
    _token_uniq = models.UniqueIndex(
        "(token_digest)", "A sheet with this code exists already."
    )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        return super().create(vals_list)

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        return super().write(vals)

    # ------------------------------------------------------------
    # Printing
    # ------------------------------------------------------------

    def _secret_token(self):
        """What the QR code of the sheet says. It is nowhere in the database: made from
        the keyring whenever it is printed.

        :raises VaultLocked: without the right keyring
        """
        self.ensure_one()
        vault = self.env["customer.vault.value"]
        # sudo: who prints the sheet gets its code
        page_uuid = self.sudo().page_uuid
        return vault._keyed_digest("paper sheet", page_uuid)[:TOKEN_LENGTH]

    def _scan_url(self):
        """The address in the QR code."""
        form = self.form_id
        return (
            f"{form.get_base_url()}{form._page_path()}/sheet?t={self._secret_token()}"
        )

    # ------------------------------------------------------------
    # Coming back
    # ------------------------------------------------------------

    def action_open(self):
        """Type the sheet in, or see what it became."""
        self.ensure_one()
        if self.state == "entered":
            return {
                "type": "ir.actions.act_window",
                "res_model": "customer.form.submission",
                "res_id": self.submission_id.id,
                "views": [[False, "form"]],
            }
        return {
            "type": "ir.actions.act_url",
            "url": f"{self.form_id._page_path()}/entry?number={self.number}",
            "target": "new",
        }

    def _mark_entered(self, submission):
        """The sheet came back as ``submission``."""
        user = self.env.user
        self.write(
            {
                "state": "entered",
                "submission_id": submission.id,
                "entered_at": fields.Datetime.now(),
                "entered_by_id": not user._is_public() and user.id,
            }
        )


class CustomerForm(models.Model):
    _inherit = "customer.form"

    sheet_count = fields.Integer(compute="_compute_sheet_count")

    def _compute_sheet_count(self):
        self.sheet_count = 0
        sheets = self.env["customer.form.sheet"]
        if not sheets.has_access("read"):  # who designs forms or looks at answers
            return
        domain = [("form_id", "in", self.ids)]
        for form, count in sheets._read_group(domain, ["form_id"], ["__count"]):
            form.sheet_count = count

    def action_view_sheets(self):
        """Open the sheets of this form, with what became of each."""
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "customer_forms.customer_form_sheet_action"
        )
        return {**action, "domain": [("form_id", "=", self.id)]}

    def _make_sheets(self, count, *, version=None, source=None, lang=None):
        """Sheets with the next numbers, for what is printed now.

        :param int count: how many
        :param version: the ``customer.form.version`` on them; the current one when None
        :param source: the record they are filled in from, if any
        :param str lang: the language they are in
        :return: ``customer.form.sheet`` records
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: who may read a form may print it; numbers are drawn by the engine
        form_sudo = self.sudo()
        series_sudo = self.env["ir.sequence"]._customer_number_series(
            NUMBER_PATTERN, form_sudo.company_id
        )
        today = form_sudo._company_today()
        is_submission = source and source._name == "customer.form.submission"
        sheets_sudo = form_sudo.env["customer.form.sheet"].create(
            [
                {
                    "number": number,
                    "form_id": self.id,
                    "version_id": (version or form_sudo.current_version_id).id,
                    "company_id": form_sudo.company_id.id,
                    "team_id": form_sudo.department_ids[:1].id,
                    "user_id": self.env.uid,
                    "lang": lang,
                    "res_model": source and source._name,
                    "res_id": source and source.id,
                    "submission_id": is_submission and source.id,
                    **form_sudo._new_sheet_secret(),
                }
                for number in series_sudo._draw_customer_numbers(count, today)
            ]
        )
        return sheets_sudo.with_env(self.env)

    def _new_sheet_secret(self):
        page_uuid = str(uuid.uuid4())
        vault = self.env["customer.vault.value"]
        token = vault._keyed_digest("paper sheet", page_uuid)[:TOKEN_LENGTH]
        return {
            "page_uuid": page_uuid,
            "token_digest": vault._keyed_digest("paper sheet token", token),
        }

    def _find_sheet_by_token(self, token):
        """The sheet of this form whose QR code says ``token``, in sudo; or empty.

        :raises VaultLocked: without the right keyring
        """
        # sudo: who has the sheet may open its page
        sheets_sudo = self.env["customer.form.sheet"].sudo()
        if not token or len(token) != TOKEN_LENGTH:
            return sheets_sudo
        vault = self.env["customer.vault.value"]
        digest = vault._keyed_digest("paper sheet token", token)
        domain = [("form_id", "=", self.id), ("token_digest", "=", digest)]
        return sheets_sudo.search(domain, limit=1)

    def _find_sheet_by_number(self, number):
        """The sheet of this form with a number, in sudo; or empty.

        :param str number: as it stands on the sheet, or its last digits, of this year
        """
        # sudo: staff type in what others printed
        sheets_sudo = self.env["customer.form.sheet"].sudo()
        number = number.strip().upper()
        if number.isdecimal() and len(number) <= 8:  # few enough for any series
            number = f"P{self.sudo()._company_today().year}-{int(number):04d}"
        domain = [("form_id", "=", self.id), ("number", "=", number)]
        return sheets_sudo.search(domain, limit=1)


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    sheet_ids = fields.One2many(
        "customer.form.sheet", "submission_id", string="Sheets", readonly=True
    )

    def _on_kept(self, entries):  # pylint: disable=missing-return
        super()._on_kept(entries)
        for submission, entry in zip(self, entries, strict=True):
            opening = entry.filled.opening
            if opening and opening.sheet_id:
                sheet = self.env["customer.form.sheet"].browse(opening.sheet_id)
                sheet.exists()._mark_entered(submission)

    def _on_answers_changed(self, keys):  # pylint: disable=missing-return
        """A sheet that was printed from this submission has come back."""
        super()._on_answers_changed(keys)
        # sudo: the sheet may be another's
        waiting_sudo = self.sudo().sheet_ids.filtered(
            lambda sheet: sheet.state == "printed"
        )
        for sheet in waiting_sudo:
            sheet._mark_entered(sheet.submission_id)
