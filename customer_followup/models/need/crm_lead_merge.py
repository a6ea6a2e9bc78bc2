from odoo import models

from ...tools.amount_range import parse_amounts

JOINED = ("core_need", "expected_need", "product_preference", "result_summary")


class CrmLead(models.Model):
    """Two opportunities that are one: the need and its history go on in the kept one."""

    _inherit = "crm.lead"

    def _merge_data(self, fnames=None):
        data = super()._merge_data(fnames)
        for name in JOINED:
            said = dict.fromkeys(lead[name] for lead in self if lead[name])
            data[name] = "\n".join(said) or False
        timed = self.filtered("purchase_to")[:1]
        if timed:
            data["purchase_time"] = timed.purchase_time
        if any(self.mapped("is_key_need")):
            data["is_key_need"] = True
        opened = self._open_values(["budget", "referred"])
        said = [opened[lead.id].get("budget") for lead in self]
        readable = [text for text in said if text and parse_amounts(text)]
        if readable and not said[0]:
            data["budget"] = readable[0]
        # Odoo takes the first there is, of which the column has the mask.
        named = [opened[lead.id].get("referred") for lead in self]
        data["referred"] = next(filter(None, named), False)
        return data

    def _merge_dependences(self, opportunities):  # pylint: disable=missing-return
        """What was asked and what was done stays with the need (D12)."""
        super()._merge_dependences(opportunities)
        for model in ("customer.followup", "customer.form.submission"):
            # sudo: follow-ups and submissions may be a colleague's
            Model_sudo = self.env[model].sudo()
            Model_sudo.search([("lead_id", "in", opportunities.ids)]).lead_id = self
