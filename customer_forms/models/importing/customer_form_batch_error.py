from odoo import api, fields, models

from ...messages import MESSAGES
from ...rules import Issue
from ...sheet_words import PROBLEMS
from ...tools import sensitivity
from ...tools.sheets.layout import QUESTION

VALUE_LENGTH = 80


class CustomerFormBatchError(models.Model):
    """What is wrong with a row of a file that is imported.

    The value itself stays in the sealed rows and is read from there: nothing of it is
    kept here, as in a shifted column a phone number may stand below "Age".
    """

    _name = "customer.form.batch.error"
    _description = "Error of an Import"
    _order = "batch_id, main_row, sheet, row_number, id"
    _rec_name = "row_number"

    batch_id = fields.Many2one(
        "customer.form.batch", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="batch_id.company_id", store=True)
    part_id = fields.Many2one(
        "customer.form.batch.part", index="btree_not_null", ondelete="set null"
    )
    main_row = fields.Integer(string="Submission in Row")
    sheet = fields.Integer(string="Sheet Number")
    row_number = fields.Integer(string="Row")
    column_id = fields.Many2one(
        "customer.form.batch.column",
        index="btree_not_null",
        ondelete="set null",
    )
    path = fields.Char(help="The question, as the rules name it.")
    code = fields.Char(required=True)
    params = fields.Json()
    sheet_title = fields.Char(string="Sheet", related="column_id.sheet_title")
    value = fields.Char(string="In the File", compute="_compute_value")
    message = fields.Char(string="What to Do", compute="_compute_message")

    @api.depends("part_id", "row_number", "column_id")
    @api.depends_context("uid")
    def _compute_value(self):
        """What the cell says, masked where the question is sensitive. Others than who
        gave the file see nothing of it: in a wrong column may stand anything."""
        # sudo: who sees the error sees what is wrong, masked
        parts_sudo = self.part_id.sudo()
        rows = parts_sudo._open_rows()
        cells = {
            part_id: {
                (sheet, number): texts
                for main, texts, others in opened
                for sheet, number, texts in [
                    (0, main, texts),
                    *((place + 1, each, its) for place, each, its in others),
                ]
            }
            for part_id, opened in rows.items()
        }
        for error in self:
            texts = cells.get(error.part_id.id, {}).get((error.sheet, error.row_number))
            place = error.column_id.place if error.column_id else None
            is_there = place is not None and texts and place < len(texts)
            is_shown = is_there and error.batch_id.is_mine
            error.value = is_shown and error._masked(texts[place])[:VALUE_LENGTH]

    def _masked(self, text):
        key = (self.column_id.target or "").removeprefix(QUESTION)
        class_ = self.batch_id.form_id._sensitive_keys().get(key)
        if not class_ or not text:
            return text
        return sensitivity.mask(class_, text) or "****"

    @api.depends("code", "params", "path")
    @api.depends_context("lang")
    def _compute_message(self):
        for batch, errors in self.grouped("batch_id").items():
            version_sudo = batch.version_id.sudo()  # sudo: labels of a form one imports
            for error in errors:
                error.message = error._sentence(batch.form_id, version_sudo)

    def _sentence(self, form, version_sudo):
        params = self.params or {}
        if self.code in PROBLEMS:
            pattern = self.env._(PROBLEMS[self.code])
            return pattern % params
        if self.code not in MESSAGES:
            return self.code
        issue = Issue(self.path or "", self.code, params)
        (sentences,) = form._issue_messages([issue], version_sudo).values()
        return sentences[0]
