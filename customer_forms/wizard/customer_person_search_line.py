from odoo import api, fields, models
from odoo.exceptions import AccessError

FOUND_BY = ("phone", "email", "identity", "person_name", "related", "elsewhere")


class CustomerPersonSearchLine(models.TransientModel):
    """One record that was found; it names no value."""

    _name = "customer.person.search.line"
    _description = "Record of a Person That Was Found"
    _order = "id"

    search_id = fields.Many2one(
        "customer.person.search", required=True, index=True, ondelete="cascade"
    )
    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(
        model_field="res_model", required=True, readonly=True
    )
    found_by = fields.Char(string="Criteria", readonly=True)
    is_ours = fields.Boolean(readonly=True)
    is_chosen = fields.Boolean(
        string="Is This Person",
        help="Tick what belongs to the person; leave out namesakes.",
    )
    model_name = fields.Char(string="Kind", compute="_compute_record")
    record_name = fields.Char(string="Record", compute="_compute_record")
    found_words = fields.Char(string="Found By", compute="_compute_record")
    note = fields.Char(compute="_compute_record")

    @api.depends("res_model", "res_id", "found_by")
    @api.depends_context("lang")
    def _compute_record(self):
        words = {
            "phone": self.env._("phone"),
            "email": self.env._("e-mail"),
            "identity": self.env._("identity"),
            "person_name": self.env._("name only"),
            "related": self.env._("belongs to another one"),
            "elsewhere": self.env._("contact data in Odoo"),
        }
        for line in self:
            record_sudo = line._record_sudo()
            found = set((line.found_by or "").split(","))
            if found - {"person_name"}:
                words["person_name"] = self.env._("name")
            line.model_name = self.env["ir.model"]._get(line.res_model).name
            line.record_name = record_sudo.display_name if record_sudo else False
            line.found_words = ", ".join(words[by] for by in FOUND_BY if by in found)
            line.note = line._note_of(record_sudo)

    def _note_of(self, record_sudo):
        if not record_sudo:
            return self.env._("deleted")
        if not self.is_ours:
            return self.env._("look at it in Odoo")
        if record_sudo.erased_at:
            return self.env._("erased")
        return record_sudo._why_not_erased().get(record_sudo, "")

    def _record_sudo(self):
        """The record, whoever may read it; empty when it is gone."""
        # sudo: whoever answers for personal data sees all of it; see the ACL
        return self.env[self.res_model].sudo().browse(self.res_id).exists()

    @api.model_create_multi
    def create(self, vals_list):
        # Not even a line without values: defaults in the context would fill it in.
        self._refuse_others(bool(vals_list))
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_others(bool(vals.keys() - {"is_chosen"}))
        return super().write(vals)

    def _refuse_others(self, is_listing):
        """Only searching says what belongs to a person: what is handed out or erased is
        never what somebody wrote into a line."""
        if is_listing and not self.env.su:
            raise AccessError(self.env._("Only searching adds records to the list."))

    def action_open(self):
        """Open the record, e.g. to correct it."""
        self.ensure_one()
        res_model, res_id = self.res_model, self.res_id
        if res_model == "customer.form.row":
            row_sudo = self._record_sudo()
            res_model, res_id = row_sudo.submission_id._name, row_sudo.submission_id.id
        return {
            "type": "ir.actions.act_window",
            "res_model": res_model,
            "res_id": res_id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
