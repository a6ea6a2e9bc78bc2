from odoo import api, models

from odoo.addons.customer_forms.tools.redaction import redact


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([_masked(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(_masked(vals))

    def _written_about(self):
        """What a customer answered on a form is known of him here too, and who is there."""
        return {
            dossier.id: [dossier, dossier.submission_ids, dossier.contact_ids]
            for dossier in self
        }


def _masked(vals):
    """Remarks are read by whoever sees the customer: numbers and addresses that look like
    some are masked (V1). Names stay, so that what a document says is known again here."""
    remarks = vals.get("remarks")
    return {**vals, "remarks": redact(remarks)} if isinstance(remarks, str) else vals
