from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.types.base import localised


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

    def write(self, vals):  # pylint: disable=method-required-super
        self.check_access("write")
        raise UserError(self.env._("What was changed before stays as it was noted."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What was changed before stays as it was noted."))
