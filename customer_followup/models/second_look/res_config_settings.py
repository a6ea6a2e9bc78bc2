from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    second_look_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Currency of the Limit"
    )
    second_look_limit = fields.Monetary(
        related="company_id.second_look_limit",
        currency_field="second_look_currency_id",
        readonly=False,
    )
    has_second_look_budget = fields.Boolean(
        related="company_id.has_second_look_budget", readonly=False
    )
    has_second_look_need = fields.Boolean(
        related="company_id.has_second_look_need", readonly=False
    )
    has_second_look_decision_maker = fields.Boolean(
        related="company_id.has_second_look_decision_maker", readonly=False
    )
    has_second_look_bank = fields.Boolean(
        related="company_id.has_second_look_bank", readonly=False
    )
    has_second_look_id_card = fields.Boolean(
        related="company_id.has_second_look_id_card", readonly=False
    )
