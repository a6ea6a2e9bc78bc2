from odoo import api, fields, models
from odoo.exceptions import UserError

from ...rules.types.base import localised
from ...tools import sensitivity
from ...tools.engine_guard import refuse_engine_fields
from ...tools.sheets.layout import META, QUESTION

SAMPLES = 3
SAMPLE_LENGTH = 40


class CustomerFormBatchColumn(models.Model):
    """A column of a file, and the question it answers.

    Headings are sealed with the rows: of a file without headings they are answers.
    """

    _name = "customer.form.batch.column"
    _description = "Column of an Import"
    _order = "batch_id, sheet, place, id"
    _rec_name = "heading"

    batch_id = fields.Many2one(
        "customer.form.batch", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="batch_id.company_id", store=True)
    sheet = fields.Integer(
        string="Sheet Number",
        readonly=True,
        help="0 for the submissions, then their rows.",
    )
    place = fields.Integer(readonly=True)
    sheet_title = fields.Char(string="Sheet", compute="_compute_heading")
    heading = fields.Char(string="Column of the File", compute="_compute_heading")
    samples = fields.Char(string="For Example", compute="_compute_heading")
    target = fields.Char(string="Question", help="Empty: the column is left out.")
    target_label = fields.Char(compute="_compute_target_label")
    choices = fields.Json(compute="_compute_target_label")

    @api.depends("batch_id", "sheet", "place", "target")
    @api.depends_context("uid")
    def _compute_heading(self):
        """What stands in the file; examples of sensitive answers are masked, and others
        only who gave the file sees: a column may be matched with a wrong question."""
        for batch, columns in self.grouped("batch_id").items():
            # sudo: who sees the import sees its headings; the rows are masked here
            batch_sudo = batch.sudo()
            heads = batch_sudo._open_heads()
            rows = batch_sudo._first_rows()
            classes = batch_sudo.form_id._sensitive_keys()
            for column in columns:
                sheet = heads["sheets"][column.sheet] if heads else {}
                headings = sheet.get("headings", ())
                known = column.place < len(headings)
                column.heading = headings[column.place] if known else False
                column.sheet_title = sheet.get("title", False)
                column.samples = column._samples(rows, classes)

    def _samples(self, rows, classes):
        """Some values of the column, masked as its question is."""
        class_ = classes.get((self.target or "").removeprefix(QUESTION))
        if not (class_ or self.batch_id.is_mine):
            return False
        texts = dict.fromkeys(
            texts[self.place]
            for sheet, texts in rows
            if sheet == self.sheet and self.place < len(texts) and texts[self.place]
        )
        shown = [
            (sensitivity.mask(class_, text) or "****") if class_ else text
            for text in texts
        ]
        return " · ".join(text[:SAMPLE_LENGTH] for text in shown[:SAMPLES])

    @api.depends("batch_id", "target")
    @api.depends_context("lang", "uid")
    def _compute_target_label(self):
        for batch, columns in self.grouped("batch_id").items():
            choices = batch._target_choices()
            for column in columns:
                offered = [each for each in choices if each["sheet"] == column.sheet]
                column.choices = offered
                labels = {each["target"]: each["label"] for each in offered}
                column.target_label = labels.get(column.target, False)

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, set(self._fields), vals_list)
        return super().create(vals_list)

    def write(self, vals):
        refuse_engine_fields(self, set(self._fields) - {"target"}, [vals])
        result = super().write(vals)
        if "target" in vals and not self.env.su:
            self._check_targets()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if not self.env.su:
            raise UserError(self.env._("Leave a column out instead of deleting it."))

    def _check_targets(self):
        """Refuse what the form does not ask this user, and changes after the check."""
        for column in self:
            offered = {each["target"] for each in column.choices or ()}
            if column.target and column.target not in offered:
                raise UserError(self.env._("This form does not ask what was chosen."))
        self.batch_id._check_still({"column_ids": True})
        # sudo: what people choose is remembered for the form
        self.batch_id.sudo()._remember_columns(self)


class CustomerFormBatch(models.Model):
    _inherit = "customer.form.batch"

    def _target_choices(self):
        """What columns may answer: [{sheet, target, label, group}], in the user's
        language. Sheets but the first have the questions of their section."""
        self.ensure_one()
        lang = self.env.lang or "en_US"
        sheets = self._section_sheets()
        choices = []
        for target, (field, section) in self._targets().items():
            choices.append(
                {
                    "sheet": sheets.get(section, -1) if section else 0,
                    "target": target,
                    "label": localised(field["label"], lang),
                    "required": bool(field.get("required")),
                }
            )
        for name, label in self._meta_labels().items():
            sheets_of = [0] if name != "row" else [0, *sheets.values()]
            choices += [
                {"sheet": sheet, "target": f"{META}{name}", "label": label}
                for sheet in sheets_of
            ]
        return choices
