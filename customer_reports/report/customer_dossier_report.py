from odoo import api, fields, models

MAX_FOLLOWUPS = 10
MAX_SUBMISSIONS = 10


class ReportCustomerDossier(models.AbstractModel):
    """What the printed dossier shows, read for all printed dossiers at once.

    Opportunities, follow-ups and submissions are searched as the user who prints: a
    dossier never shows on paper what its reader could not open on the screen. Names,
    phones and e-mails are masked for everybody: paper goes from hand to hand (V1).
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
            "shown_forecasts": {
                lead.id
                for each in leads.values()
                for lead in each
                if lead._shows_forecast()
            },
            "sheets": {
                dossier.id: {
                    "leads": leads[dossier],
                    "followups": followups[dossier][:MAX_FOLLOWUPS],
                    "followup_note": self._followup_note(followups[dossier]),
                    "submissions": submissions[dossier][:MAX_SUBMISSIONS],
                    "reminders": dossier.activity_ids.sorted("date_deadline"),
                }
                for dossier in dossiers
            },
        }

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
