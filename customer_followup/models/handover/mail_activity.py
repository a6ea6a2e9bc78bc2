from odoo import models

from ...tools.by_engine import is_by_engine

# In the context where a user is archived: what concerns customers is handed over.
KEEPING = "customer_handover_keeps"
OF_CUSTOMERS = ("customer.dossier", "customer.form.submission", "crm.lead")


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def unlink(self):
        """Odoo deletes whatever a user who is archived had still to do."""
        kept = self.browse()
        if is_by_engine(self.env.context, KEEPING):
            kept = kept.union(*self._by_customer().values())
        return super(MailActivity, self - kept).unlink()

    def _by_customer(self):
        """Those that concern customers: {dossier: activities}, in sudo."""
        # sudo: what has to be done for a customer is the same, whoever asks
        found = {}
        for model, activities in self.sudo().grouped("res_model").items():
            if model not in OF_CUSTOMERS:
                continue
            records = (
                self.env[model].sudo().browse(activities.mapped("res_id")).exists()
            )
            by_id = {record.id: record for record in records}
            for activity in activities:
                record = by_id.get(activity.res_id)
                if record is None:
                    continue
                is_dossier = model == "customer.dossier"
                dossier = record if is_dossier else record.dossier_id
                if dossier:
                    found[dossier] = found.get(dossier, activity.browse()) + activity
        return found
