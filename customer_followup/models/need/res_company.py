from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    key_need_words = fields.Text(
        help="One word or phrase in each line. A need that has one of them is a key need."
    )

    def _key_need_list(self):
        """The words, in the form in which they are looked for."""
        self.ensure_one()
        # sudo: the words are no secret of those who edit companies
        lines = (self.sudo().key_need_words or "").splitlines()
        return [line.strip().casefold() for line in lines if line.strip()]

    def _audited_fields(self):
        return [*super()._audited_fields(), "key_need_words"]


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    key_need_words = fields.Text(related="company_id.key_need_words", readonly=False)
