from odoo import api, fields, models

from odoo.addons.customer_forms.tools.masking import mask_email, mask_name

MAX_FOLLOWUPS = 10
MAX_SUBMISSIONS = 10


class ReportCustomerDossier(models.AbstractModel):
    """What the printed dossier shows, read for all printed dossiers at once.

    Opportunities, follow-ups and submissions are searched as the user who prints: a
    dossier never shows on paper what its reader could not open on the screen.
    """

    _name = "report.customer_reports.report_customer_dossier"
    _description = "Printed Customer Dossier"

    @api.model
    def _get_report_values(self, docids, data=None):
        dossiers = self.env["customer.dossier"].browse(docids)
        dossiers.check_access("read")
        leads = self._by_dossier(
            "crm.lead", dossiers, order="active desc, priority desc, id desc"
        )
        followups = self._by_dossier("customer.followup", dossiers)
        submissions = self._by_dossier("customer.form.submission", dossiers)
        return {
            "doc_ids": docids,
            "doc_model": "customer.dossier",
            "docs": dossiers,
            "printed_at": fields.Datetime.now(),
            "sheets": {
                dossier.id: {
                    **self._prepare_person(dossier),
                    "leads": leads[dossier],
                    "followups": followups[dossier][:MAX_FOLLOWUPS],
                    "followup_note": self._followup_note(followups[dossier]),
                    "submissions": submissions[dossier][:MAX_SUBMISSIONS],
                    "reminders": dossier.activity_ids.sorted("date_deadline"),
                }
                for dossier in dossiers
            },
        }

    def _prepare_person(self, dossier):
        """Who the customer is, in full or masked (V1)."""
        person = {
            "name": dossier.partner_id.name,
            "contact_name": dossier.contact_name,
            "phone": dossier.readable_phone,
            "email": dossier.email,
        }
        if self._is_entitled(dossier):
            return person
        return {
            "name": dossier.masked_name,
            "contact_name": mask_name(person["contact_name"]),
            "phone": dossier.masked_phone,
            "email": mask_email(person["email"]),
        }

    def _is_entitled(self, dossier):
        """Owners, supervisors and administrators see names and numbers in full."""
        return dossier.user_id == self.env.user or self.env.user.has_group(
            "customer_forms.customer_forms_group_supervisor"
        )

    def _followup_note(self, followups):
        """Says that there are more follow-ups than printed ones."""
        if len(followups) <= MAX_FOLLOWUPS:
            return ""
        return self.env._(
            "(the last %(printed)s of %(total)s)",
            printed=MAX_FOLLOWUPS,
            total=len(followups),
        )

    def _by_dossier(self, model_name, dossiers, order=None):
        """The records of each dossier, archived ones too."""
        Model = self.env[model_name].with_context(active_test=False)
        records = Model.search([("dossier_id", "in", dossiers.ids)], order=order)
        grouped = records.grouped("dossier_id")
        return {dossier: grouped.get(dossier, Model) for dossier in dossiers}
