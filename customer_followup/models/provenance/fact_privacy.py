"""What was said of a person is kept on him: handed out and erased with the dossier (V5)."""

from odoo import models

from ...tools.by_engine import BY_ENGINE
from ...tools.provenance import NOTED


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _erase_sealed(self, tally, is_dry, names=None):
        """Of an organisation only what was said of whom to ask for (``names``)."""
        unnoted = self.with_context(**{NOTED: BY_ENGINE})
        super(CustomerDossier, unnoted)._erase_sealed(tally, is_dry, names)
        domain = [("dossier_id", "in", self.ids)]
        if names is not None:
            domain.append(("name", "in", list(names)))
        facts = self.env["customer.fact"].search(domain)
        kept = facts.filtered("value")
        tally.add("values", [fact.dossier_id.id for fact in kept])
        if is_dry:
            return
        facts._seal_each({fact: {"value": False} for fact in kept})
        facts.filtered(lambda fact: fact.state == "open").write({"state": "former"})

    def _erase_fields(self, names, tally, is_dry, **others):
        """Nothing of what goes is kept as a former value."""
        unnoted = self.with_context(**{NOTED: BY_ENGINE})
        return super(CustomerDossier, unnoted)._erase_fields(
            names, tally, is_dry, **others
        )

    def _personal_document(self):
        document = super()._personal_document()
        facts = self.env["customer.fact"].search(
            [("dossier_id", "=", self.id), ("value", "!=", False)]
        )
        if self.kind == "company":
            facts = facts.filtered("sensitivity")
        if not facts:
            return document
        said = facts._raw_values("value")
        lines = [
            {
                "key": fact.name,
                "label": f"{fact.label} · {fact.source_text}",
                "text": fact._personal_text(said[fact]),
                "value": said[fact],
            }
            for fact in facts
        ]
        section = {"title": self.env._("Said Otherwise, and Earlier"), "lines": lines}
        return document | {"sections": [*document["sections"], section]}


class CustomerFact(models.Model):
    _inherit = "customer.fact"

    def _personal_text(self, said):
        """What was said, in full."""
        if isinstance(said, dict):
            return self.dossier_id._place_in_words(said)
        return str(said if self.sensitivity else self._in_words(self.value))
