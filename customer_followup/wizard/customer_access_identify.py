import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.customer_forms.tools.coded_error import CodedError
from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields
from odoo.addons.customer_forms.tools.sheets.source import open_sheets

FOUND = {"is_done", "request_id", "download", "way"}


class CustomerAccessIdentify(models.TransientModel):
    """Whose copy a file is that turned up somewhere, for data administrators.

    What turned up is read as it comes and kept nowhere: nobody knows what else is in it.
    """

    _name = "customer.access.identify"
    _description = "Find Whose Copy It Is"

    file = fields.Binary(
        store=False, help="An Excel file, or a part of one saved as such."
    )
    file_name = fields.Char(store=False)
    pasted = fields.Text(
        string="Or Rows of It",
        store=False,
        help="Copied from a table, e.g. out of a mail.",
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
            wizard.finding = bool(request) and self.env._(
                "It is download %(download)s of %(number)s, made by %(requester)s.",
                download=wizard.download,
                number=request.number,
                requester=request.user_id.name,
            )

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, FOUND, vals_list)
        dialogs = super().create(vals_list)
        for dialog, vals in zip(dialogs, vals_list, strict=True):
            dialog._identify(vals)
        return dialogs

    def write(self, vals):
        refuse_engine_fields(self, FOUND, [vals])
        result = super().write(vals)
        for dialog in self:
            dialog._identify(vals)
        return result

    def _identify(self, vals):
        """Look for the download that rows come from, while they are there.

        :param dict vals: what is being saved
        :raises UserError: for what is no table
        """
        if not (vals.get("file") or vals.get("pasted")):
            return
        table = self._read_table(vals)
        found = self.env["customer.access.request"]._identify(table)
        request, download, way = found or (False, 0, False)
        # sudo: what was found is the engine's to write
        self.sudo().write(
            {
                "is_done": True,
                "request_id": request and request.id,
                "download": download,
                "way": way,
            }
        )
        if request:
            request.with_env(self.env)._note("identified", {"download": download})

    def action_identify(self):
        """Show whose copy it is; saving what turned up has found out.

        :return: the dialog again, with what was found
        :raises UserError: when nothing was given
        """
        self.ensure_one()
        if not self.is_done:
            raise UserError(self.env._("Choose a file, or paste some rows."))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Find Whose Copy It Is"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    @api.model
    def _read_table(self, vals):
        if not vals.get("file"):
            return [line.split("\t") for line in str(vals["pasted"]).splitlines()]
        try:
            sheets = open_sheets(base64.b64decode(vals["file"]))
            return [texts for sheet in sheets for _number, texts in sheet.rows()]
        except (CodedError, ValueError):
            raise UserError(self.env._("Choose an Excel file.")) from None
