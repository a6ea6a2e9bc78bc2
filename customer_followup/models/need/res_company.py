from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    key_need_words = fields.Text(
        help="One word or phrase in each line. A need that has one of them is a key need."
    )
    same_need_days = fields.Integer(
        string="Same Need within (Days)",
        default=30,
        help="A customer who fills in the same form again within these days adds to the"
        " opportunity that is open. 0: each submission opens one.",
    )

    _same_need_days_positive = models.Constraint(
        "CHECK (same_need_days >= 0)", "The number of days is 0 or more."
    )

    def _key_need_list(self):
        """The words, in the form in which they are looked for."""
        self.ensure_one()
        # sudo: the words are no secret of those who edit companies
        lines = (self.sudo().key_need_words or "").splitlines()
        return [line.strip().casefold() for line in lines if line.strip()]

    def _audited_fields(self):
        return [*super()._audited_fields(), "key_need_words", "same_need_days"]


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    key_need_words = fields.Text(related="company_id.key_need_words", readonly=False)
    same_need_days = fields.Integer(related="company_id.same_need_days", readonly=False)
