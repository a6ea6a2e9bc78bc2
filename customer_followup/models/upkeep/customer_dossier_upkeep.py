"""What settings make of all dossiers is computed anew in batches, beside the work."""

from odoo import api, models

from odoo.addons.customer_forms.tools.engine_guard import refuse_engine_fields

BATCH = 500
CRON = "customer_followup.ir_cron_customer_upkeep"
# Computed here from settings too, which no dependency names.
JUDGED = ("completeness", "next_review_date")
ENGINE_FIELDS = {
    "completeness",
    "completeness_level",
    "gaps",
    "has_wrong_format",
    "heard_at",
    "last_interaction_at",
    "next_review_date",
    "reviewed_at",
    "reviewed_by_id",
}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    @api.model_create_multi
    def create(self, vals_list):
        refuse_engine_fields(self, ENGINE_FIELDS, vals_list)
        return super().create(vals_list)

    def write(self, vals):
        refuse_engine_fields(self, ENGINE_FIELDS, [vals])
        return super().write(vals)

    @api.model
    def _judge_all_anew(self, companies):
        """Compute what depends on settings in every dossier of these companies, soon."""
        # sudo: settings concern all dossiers, whoever sees them
        everything_sudo = self.sudo().with_context(active_test=False)
        latest = everything_sudo.search([], order="id DESC", limit=1).id
        companies.sudo().upkeep_down_from = latest
        cron = self.env.ref(CRON, raise_if_not_found=False)
        if cron:
            cron._trigger()

    @api.model
    def _cron_upkeep(self):
        """Batch after batch, newest customers first; goes on where it was stopped."""
        cron = self.env["ir.cron"]
        for company in self.env["res.company"].search([("upkeep_down_from", ">", 0)]):
            while company.upkeep_down_from > 0:
                dossiers = self._next_to_judge(company)
                dossiers._judge()
                company.upkeep_down_from = min(dossiers.ids, default=1) - 1
                if not cron._commit_progress(
                    len(dossiers), remaining=company.upkeep_down_from
                ):
                    return

    def _next_to_judge(self, company):
        return self.with_context(active_test=False).search(
            [("company_id", "=", company.id), ("id", "<=", company.upkeep_down_from)],
            order="id DESC",
            limit=BATCH,
        )

    def _judge(self):
        for name in JUDGED:
            self.env.add_to_compute(self._fields[name], self)
        self.flush_recordset()
