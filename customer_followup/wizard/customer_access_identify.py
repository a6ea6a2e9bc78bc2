import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.customer_forms.tools.coded_error import CodedError
from odoo.addons.customer_forms.tools.sheets.source import open_sheets


class CustomerAccessIdentify(models.TransientModel):
    """Whose copy a file is that turned up somewhere, for data administrators."""

    _name = "customer.access.identify"
    _description = "Find Whose Copy It Is"

    file = fields.Binary(
        attachment=False, help="An Excel file, or a part of one saved as such."
    )
    file_name = fields.Char()
    pasted = fields.Text(
        string="Or Rows of It", help="Copied from a table, e.g. out of a mail."
    )
    is_done = fields.Boolean(readonly=True)
    request_id = fields.Many2one(
        "customer.access.request", readonly=True, ondelete="cascade"
    )
    finding = fields.Char(compute="_compute_finding")
    download = fields.Integer(string="Download Number", readonly=True)
    way = fields.Selection(
        [
            ("mark", "By the marks in its hidden column"),
            ("order", "By the order of its rows"),
        ],
        string="Found",
        readonly=True,
    )

    @api.depends("request_id", "download")
    def _compute_finding(self):
        for wizard in self:
            request = wizard.request_id
            wizard.finding = request and self.env._(
                "It is download %(download)s of %(number)s, made by %(requester)s.",
                download=wizard.download,
                number=request.number,
                requester=request.user_id.name,
            )

    def action_identify(self):
        """Look for the download that the rows come from.

        :return: the dialog again, with what was found
        :raises UserError: for what is no table
        """
        self.ensure_one()
        found = self.env["customer.access.request"]._identify(self._read_table())
        request, download, way = found or (False, 0, False)
        # What turned up is not kept, nor what was found written by others.
        self.write(
            {
                "is_done": True,
                "request_id": request and request.id,
                "download": download,
                "way": way,
                "file": False,
                "pasted": False,
            }
        )
        if request:
            request.with_env(self.env)._note("identified", {"download": download})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Find Whose Copy It Is"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _read_table(self):
        if self.file:
            try:
                sheets = open_sheets(base64.b64decode(self.file))
                return [texts for sheet in sheets for _number, texts in sheet.rows()]
            except CodedError:
                raise UserError(self.env._("Choose an Excel file.")) from None
        if self.pasted:
            return [line.split("\t") for line in self.pasted.splitlines()]
        raise UserError(self.env._("Choose a file, or paste some rows."))
