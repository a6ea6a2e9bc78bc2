from odoo import Command, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.customer_forms.tools.redaction import redact

# Criterion of the request: what it asks of the dossier.
ONE_OF = {
    "industry_ids": "industry_id",
    "state_ids": "partner_id.state_id",
    "stage_ids": "stage_id",
    "source_ids": "source_id",
    "department_ids": "team_id",
}
EQUAL = ("kind", "tier", "intent")
# Whose names are looked for in what was asked in words.
MOST_KNOWN = 500


class CustomerAccessRequest(models.Model):
    """Which customers a request is about: settled once, when it is sent."""

    _inherit = "customer.access.request"

    def _settle_customers(self):
        """Note the customers of the request, and who decides about them.

        The requester is told nothing of them: how many there are is for those who
        decide, and for him once they have.
        """
        self.ensure_one()
        # sudo: he asks for customers that he may not see
        request_sudo = self.sudo()
        dossiers_sudo = request_sudo._wanted_customers()
        request_sudo.line_ids.unlink()
        by_team = dossiers_sudo.grouped("team_id")
        request_sudo.write(
            {
                "line_ids": [
                    Command.create({"dossier_id": dossier.id, "team_id": team.id})
                    for team, dossiers in by_team.items()
                    for dossier in dossiers
                ],
                "approval_ids": [
                    Command.clear(),
                    *(
                        Command.create(
                            {"team_id": team.id, "customer_count": len(dossiers)}
                        )
                        for team, dossiers in by_team.items()
                    ),
                ],
                "customer_count": len(dossiers_sudo),
            }
        )
        request_sudo._mask_names_in_words(dossiers_sudo)

    def _wanted_customers(self):
        """In sudo, the dossiers that are meant."""
        Dossier_sudo = self.env["customer.dossier"].sudo()  # sudo: see the caller
        domain = Domain("company_id", "=", self.company_id.id)
        domain &= Domain("erased_at", "=", False)
        if self.scope == "criteria":
            return Dossier_sudo.search(
                domain & self._criteria(), order="id desc", limit=self.customer_limit
            )
        meant = (self.former_id if self.scope == "former" else self).line_ids
        if self.scope == "former":
            meant = meant.filtered("is_granted")
        return Dossier_sudo.search(domain & Domain("id", "in", meant.dossier_id.ids))

    def _criteria(self):
        """What the requester chose, as a domain on dossiers."""
        domain = Domain.AND(
            Domain(name, "=", self[name]) for name in EQUAL if self[name]
        )
        domain &= Domain.AND(
            Domain(path, "in", self[name].ids)
            for name, path in ONE_OF.items()
            if self[name]
        )
        if self.city:
            domain &= Domain("partner_id.city", "ilike", self.city.strip())
        return domain

    def _mask_names_in_words(self, dossiers_sudo):
        """Names of these customers are not written in what everybody reads here."""
        if len(dossiers_sudo) > MOST_KNOWN:
            return
        known = [
            (dossiers_sudo._sensitive_classes()[name], value)
            for opened in dossiers_sudo._open_values().values()
            for name, value in opened.items()
            if name in dossiers_sudo._sensitive_classes()
        ]
        for name in ("purpose", "wanted"):
            if self[name]:
                self[name] = redact(self[name], known)

    def _granted_customers(self):
        """In sudo, the customers that were not left out."""
        # sudo: whoever asks was checked; the requester never asks
        return self.sudo().line_ids.filtered("is_granted").dossier_id

    def action_view_customers(self):
        """Open the customers of the request, for those who may see them anyway.

        :return: action of a list
        """
        self.ensure_one()
        self.check_access("read")
        if self.user_id == self.env.user or not self.env["customer.dossier"].has_access(
            "read"
        ):
            raise UserError(
                self.env._("The customers are shown to those who decide about them.")
            )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_followup.customer_dossier_action"
        )
        return action | {
            "name": self.env._("Customers of %(number)s", number=self.number),
            "domain": [("id", "in", self._granted_customers().ids)],
            "context": {"create": False},
        }
