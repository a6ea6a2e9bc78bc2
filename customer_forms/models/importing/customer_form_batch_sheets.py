"""Workbooks of an import: the one to fill in, and the one with what is wrong."""

from odoo import fields, models
from odoo.exceptions import UserError

from ...rules.types.base import localised
from ...sheet_words import INSTRUCTIONS, META, comment_of
from ...tools.sheets.corrections import FaultySheet, write_corrections
from ...tools.sheets.layout import META as META_PREFIX
from ...tools.sheets.layout import QUESTION
from ...tools.sheets.writer import MetaColumn, SampleWords, write_sample
from ..form.condition_words import condition_sentence
from .batch_meta import IMPORTED_CHANNELS

TITLE_LENGTH = 31


class CustomerForm(models.Model):
    _inherit = "customer.form"

    def _import_sample(self):
        """A workbook to fill in with submissions to this form, in the user's language.

        :return: bytes
        """
        lang = self.env.lang or "en_US"
        batches = self.env["customer.form.batch"]
        meta = [
            MetaColumn(name, label, self.env._(META[name][1]), META[name][2])
            for name, label in batches._meta_labels().items()
        ]
        meta = [
            each._replace(options=self._channel_words())
            if each.name == "channel"
            else each
            for each in meta
        ]
        fields_ = self._import_fields()
        words = self._sample_words(meta[0], fields_, lang)
        return write_sample(fields_, meta[1:], words, lang, self._company_today())

    def _channel_words(self):
        submissions = self.env["customer.form.submission"]
        labels = dict(submissions._fields["channel"]._description_selection(self.env))
        return [labels[key] for key in IMPORTED_CHANNELS]

    def _sample_words(self, link, fields_, lang):
        example = self.env._("Example")
        flat = [each for field in fields_ for each in field.get("fields", [field])]
        questions = {
            field["key"]: (
                localised(field["label"], lang),
                {
                    option["key"]: localised(option["label"], lang)
                    for option in field.get("options") or ()
                },
            )
            for field in flat
        }

        def comment(field):
            _label, options = questions[field["key"]]
            condition = field.get("condition")
            said = condition and self.env._(
                "Only when %(condition)s.",
                condition=condition_sentence(self.env, condition, questions),
            )
            return comment_of(self.env, field, list(options.values()), said or "")

        says = {"form": self.name, "example": example, "link": link.label}
        patterns = [self.env._(line) for line in INSTRUCTIONS]
        return SampleWords(
            title=self.env._("Submissions"),
            instructions_title=self.env._("Instructions"),
            instructions=[pattern % says for pattern in patterns],
            example=example,
            link=link,
            comment=comment,
            not_listed=self.env._("Please choose from the list."),
            not_allowed=self.env._("See the comment on the heading of this column."),
        )


class CustomerFormBatch(models.Model):
    _inherit = "customer.form.batch"

    def _corrections(self):
        """The faulty rows as they came, what is wrong in comments.

        The person who gave the file gets it back; others get no rows from here.

        :return: bytes
        :raises UserError: for anybody else, or when nothing is left
        """
        self.ensure_one()
        if self.env.user != self.uploader_id or not self.has_file:
            raise UserError(
                self.env._("The rows are there for who imported them, for a week.")
            )
        # sudo: the file is this user's own
        batch_sudo = self.sudo()
        heads = batch_sudo._open_heads()["sheets"]
        faulty = set(self.error_ids.mapped("main_row"))
        opened = batch_sudo.part_ids._open_rows()
        rows = [
            row
            for part in batch_sudo.part_ids
            for row in opened[part.id]
            if row[0] in faulty
        ]
        comments = self._comments()
        sheets = [
            FaultySheet(
                (head["title"] or self.env._("Submissions"))[:TITLE_LENGTH],
                head["headings"],
                self._targets_of(sheet, head),
                _rows_of(rows, sheet),
                {at[1:]: said for at, said in comments.items() if at[0] == sheet},
            )
            for sheet, head in enumerate(heads)
        ]
        return write_corrections(sheets, self.env._("What to correct"))

    def _targets_of(self, sheet, head):
        """As the columns were matched: what comes back is matched the same."""
        chosen = {
            each.place: each.target
            for each in self.column_ids
            if each.sheet == sheet and each.target
        }
        is_whole = all(
            (chosen.get(place) or "").startswith((QUESTION, META_PREFIX))
            for place in range(len(head["headings"]))
        )
        return [
            chosen.get(place, "") if is_whole else ""
            for place in range(len(head["headings"]))
        ]

    def _comments(self):
        """What is wrong with which cell: {(sheet, row, place or None): [sentence]}."""
        comments = {}
        for error in self.error_ids:
            place = error.column_id.place if error.column_id else None
            said = error.message
            if not error.column_id and error.path:
                label = self.version_id.sudo()._labels_of(  # sudo: words of the form
                    error.path.rpartition(":")[2]
                )
                said = f"{localised(label, self.env.lang or 'en_US')}: {said}"
            comments.setdefault((error.sheet, error.row_number, place), []).append(said)
        return comments

    def _report_name(self):
        """The name of the file with what is to be corrected."""
        day = fields.Date.context_today(self)
        return self.env._(
            "To correct %(form)s %(day)s", form=self.form_id.name, day=day
        )


def _rows_of(rows, sheet):
    """(row number, texts) of one sheet, its rows of other sheets left aside."""
    if not sheet:
        return [(number, texts) for number, texts, _others in rows]
    return [
        (number, texts)
        for _number, _texts, others in rows
        for place, number, texts in others
        if place + 1 == sheet
    ]
