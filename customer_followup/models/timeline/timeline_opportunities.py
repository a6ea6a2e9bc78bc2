"""What became of the needs of a customer."""

from odoo import models
from odoo.fields import Domain

CLOSED = ("crm.mt_lead_won", "crm.mt_lead_lost")


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _timeline_sources(self):
        return super()._timeline_sources() | {
            "lead_closed": ("opportunity", self._timeline_closed),
            "lead_moved": ("opportunity", self._timeline_moved),
            "lead_opened": ("opportunity", self._timeline_opened),
        }

    def _timeline_kinds(self):
        return super()._timeline_kinds() | {"opportunity": self.env._("Opportunities")}

    def _timeline_opened(self, page):
        return [
            {
                **self._timeline_lead(lead),
                "when": lead.create_date,
                "icon": "fa-star-o",
                "title": self.env._("Opportunity opened: %(name)s", name=lead.name),
                "user": lead.create_uid,
            }
            for lead in self._search_timeline_leads(page, "create_date")
        ]

    def _timeline_closed(self, page):
        entries = []
        for lead in self._search_timeline_leads(page, "date_closed"):
            is_won = lead.won_status == "won"
            title = (
                self.env._("Opportunity won: %(name)s", name=lead.name)
                if is_won
                else self.env._("Opportunity lost: %(name)s", name=lead.name)
            )
            entries.append(
                {
                    **self._timeline_lead(lead),
                    "when": lead.date_closed,
                    "icon": "fa-trophy" if is_won else "fa-times-circle-o",
                    "title": title,
                    "text": lead.lost_reason_id.name if not is_won else "",
                    "user": lead.user_id,
                }
            )
        return entries

    def _search_timeline_leads(self, page, name):
        return (
            self.env["crm.lead"]
            .with_context(active_test=False)
            .search(
                Domain("dossier_id", "=", self.id)
                & Domain(name, "!=", False)
                & page.domain(name),
                order=page.order(name),
                limit=page.limit,
            )
        )

    def _timeline_lead(self, lead):
        return {"id": lead.id, "res_model": lead._name, "res_id": lead.id}

    def _timeline_moved(self, page):
        """Changes of stage, closing date and the like."""
        closing = [self.env.ref(xmlid).id for xmlid in CLOSED]
        entries = self._timeline_tracking(
            page,
            self._timeline_lead_places() & Domain("subtype_id", "not in", closing),
        )
        names = {lead.id: lead.name for lead in self._timeline_leads()}
        return [
            entry | {"title": names.get(entry["res_id"]), "icon": "fa-arrow-right"}
            for entry in entries
        ]
