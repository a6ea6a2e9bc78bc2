import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...rules.types.base import localised
from ...tools.note_masks import mask_rows, mask_text


class CustomerFormChange(models.Model):
    """What was said before an answer was corrected or completed (S4). Never changed; seen
    by those who see the answer."""

    _name = "customer.form.change"
    _description = "Corrected Answer"
    _inherit = ["customer.form.part"]
    _order = "id desc"

    field_key = fields.Char(
        required=True, help="The question, or the repeating section."
    )
    question = fields.Char(compute="_compute_question")
    old_text = fields.Text(string="Before")
    new_text = fields.Text(string="After")
    file_ids = fields.One2many(
        "customer.form.file", "change_id", string="Former Files", readonly=True
    )
    reason = fields.Text()
    user_id = fields.Many2one(
        "res.users", string="Changed By", required=True, ondelete="restrict"
    )
    create_date = fields.Datetime(string="Changed On")

    @api.depends("field_key", "submission_id")
    @api.depends_context("lang")
    def _compute_question(self):
        lang = self.env.lang or "en_US"
        for change in self:
            # sudo: whoever sees the change may know what was asked
            version_sudo = change.submission_id.sudo().version_id
            labels = version_sudo._labels_of(change.field_key)
            change.question = localised(labels, lang) or change.field_key

    def _mask_notes(self, form, classes):
        """Mask what is noted of answers that are sensitive from now on (V2).

        :param form: ``customer.form``
        :param dict classes: {key: class} of its questions
        """
        maskers = {
            key: lambda text, class_=class_: mask_text(class_, text)
            for key, class_ in classes.items()
        }
        for key, labels in _labels_in_rows(form, classes).items():
            maskers[key] = lambda text, labels=labels: mask_rows(text, labels)
        self.flush_model()
        noted = self.search(
            [("submission_id.form_id", "=", form.id), ("field_key", "in", [*maskers])]
        )
        masked = [
            {
                "id": change.id,
                "old_text": maskers[change.field_key](change.old_text or None),
                "new_text": maskers[change.field_key](change.new_text or None),
            }
            for change in noted
        ]
        # Not by ``write``: nobody changes a note.
        self.env.cr.execute(
            SQL(
                "UPDATE customer_form_change AS note"
                " SET old_text = masked.old_text, new_text = masked.new_text"
                " FROM jsonb_to_recordset(%s)"
                " AS masked(id integer, old_text text, new_text text)"
                " WHERE note.id = masked.id",
                json.dumps(masked),
            )
        )
        noted.invalidate_recordset(["old_text", "new_text"], flush=False)

    def write(self, vals):  # pylint: disable=method-required-super
        self.check_access("write")
        raise UserError(self.env._("What was changed before stays as it was noted."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What was changed before stays as it was noted."))


def _labels_in_rows(form, classes):
    """What questions in rows were ever called, for sections with one of ``classes``.

    :return: {section key: {label: class, or None}}
    """
    found = {}
    for version in form.version_ids:
        for section in version.schema["sections"]:
            if "repeat" not in section or not any(
                field["key"] in classes for field in section["fields"]
            ):
                continue
            labels = found.setdefault(section["key"], {})
            for field in section["fields"]:
                class_ = classes.get(field["key"])
                for label in field["label"].values():
                    labels[label] = class_ or labels.get(label)
    return found
