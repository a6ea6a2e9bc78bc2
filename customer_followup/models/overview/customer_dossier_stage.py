"""The stage of a customer is that of the main opportunity, and moves it (D7)."""

from odoo import api, fields, models
from odoo.exceptions import UserError


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    stage_id = fields.Many2one(
        "crm.stage",
        compute="_compute_stage_id",
        inverse="_inverse_stage_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        group_expand="_read_group_stage_ids",
        help="Of the main opportunity; a customer without one gets one.",
    )

    @api.depends("main_lead_id.stage_id")
    def _compute_stage_id(self):
        for dossier in self:
            dossier.stage_id = dossier.main_lead_id.stage_id

    def _inverse_stage_id(self):
        for stage, dossiers in self.filtered("stage_id").grouped("stage_id").items():
            moved = dossiers.filtered(
                lambda dossier, stage=stage: dossier.main_lead_id.stage_id != stage
            )
            if moved.filtered(lambda dossier: dossier.won_status == "lost"):
                raise UserError(
                    self.env._(
                        "The last opportunity of this customer was lost. Open a new one,"
                        " or take the lost one up again, before you move it."
                    )
                )
            without = moved.filtered(lambda dossier: not dossier.main_lead_id)
            without._open_leads("0")
            moved.main_lead_id.stage_id = stage

    @api.model
    def _read_group_stage_ids(self, stages, domain):
        """Every stage is a column, also those with nobody in them."""
        # sudo: which stages there are is no secret to who sees customers
        # pylint: disable-next=no-search-all  # there are few
        return stages.sudo().search([])
