from odoo import fields, models


class CustomerFormFile(models.Model):
    """Which question a file answers. The file itself is an attachment of the submission,
    so that Odoo shows it to whoever may read the submission and see the answer."""

    _name = "customer.form.file"
    _description = "Submitted File"
    _inherit = ["customer.form.part"]
    _order = "id"

    field_key = fields.Char(required=True)
    row_id = fields.Many2one(
        "customer.form.row",
        index="btree_not_null",
        ondelete="cascade",
        help="The row it was attached in, in a section that repeats.",
    )
    attachment_id = fields.Many2one(
        "ir.attachment", required=True, index=True, ondelete="restrict"
    )
    change_id = fields.Many2one(
        "customer.form.change",
        index="btree_not_null",
        ondelete="cascade",
        help="The correction that took it away. Empty: it is an answer still.",
    )
    name = fields.Char(related="attachment_id.name")
    mimetype = fields.Char(related="attachment_id.mimetype")
    file_size = fields.Integer(related="attachment_id.file_size")
