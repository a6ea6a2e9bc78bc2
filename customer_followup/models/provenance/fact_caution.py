"""What nobody would see by looking at two masks, and what comes of accepting."""

from odoo import api, fields, models


class CustomerFact(models.Model):
    _inherit = "customer.fact"

    caution = fields.Char(string="Look Closely", compute="_compute_caution")

    @api.depends("state", "name", "value")
    @api.depends_context("lang", "uid")
    def _compute_caution(self):
        self.caution = False
        undecided = self.filtered(lambda fact: fact.state == "open")
        waiting = undecided._that_will_wait()
        for fact in undecided:
            said = []
            if fact._is_masked_alike():
                said.append(
                    self.env._("Another value, though both are masked the same.")
                )
            if fact in waiting:
                said.append(
                    self.env._("Of high risk: once accepted, a second person decides.")
                )
            fact.caution = " ".join(said) or False

    def _is_masked_alike(self):
        self.ensure_one()
        dossier_sudo = self.dossier_id.sudo()  # sudo: the mask, which whoever sees has
        return bool(
            self.sensitivity
            and self.name in dossier_sudo._fields
            and self.value
            and self.value == dossier_sudo[self.name]
        )

    def _that_will_wait(self):
        """Those that are of high risk as if they were typed (S7)."""
        Request, as_user = self.env["customer.change.request"], self.env(su=False)
        risky = self.filtered(
            lambda fact: fact.name in fact.dossier_id._risk_fields()
        ).sudo()  # sudo: what was said is only compared
        said = risky._raw_values("value") if risky else {}
        found = self.browse()
        for fact, value in said.items():
            dossier = fact.dossier_id.with_env(as_user)
            _free, held = Request.with_env(as_user)._split_risky(
                dossier, {fact.name: value}
            )
            if held:
                found |= fact.with_env(self.env)
        return found
