"""What stands beside a value: where it came from, and what the dossier has now."""

from odoo import SUPERUSER_ID, api, models
from odoo.tools import format_date

from odoo.addons.customer_forms.models.sensitive.sealed_field import Sealed
from odoo.addons.customer_forms.models.sensitive.sensitive_mixin import MASKED_ONLY

from ..second_look.kept_value import raw_value

# A customer has two places for these.
SECOND = {"phone": "other_phone", "email": "other_email"}


class CustomerFact(models.Model):
    _inherit = "customer.fact"

    @api.depends("origin", "stated_at", "user_id")
    @api.depends_context("lang", "tz")
    def _compute_source_text(self):
        words = self._document_words()
        for fact in self:
            day = fact.stated_at and format_date(
                self.env, fact.stated_at.astimezone(), date_format="medium"
            )
            said_by = words.get((fact.res_model, fact.res_id), "")
            # sudo: names of colleagues are no secret; the engine is nobody
            user_sudo = fact.user_id.sudo()
            name = user_sudo.id != SUPERUSER_ID and user_sudo.name
            parts = (said_by, name, day)
            fact.source_text = " · ".join(dict.fromkeys(filter(None, parts)))
            if fact.origin == "unknown":
                fact.source_text = self.env._("Before sources were noted")

    def _document_words(self):
        """{(model, id): what the document is called}; of those that are gone nothing."""
        words = {}
        for model, facts in self.grouped("res_model").items():
            if model and model in self.env:
                # sudo: number and kind of the document, whoever may open it
                documents_sudo = self.env[model].sudo().browse(facts.mapped("res_id"))
                for document in documents_sudo.exists():
                    words[model, document.id] = document._statement_words()
        return words

    @api.depends("state", "stated_at", "name")
    @api.depends_context("uid", "lang", MASKED_ONLY)
    def _compute_now(self):
        """Beside a value that differs: masked for whoever sees the mask only."""
        currents = self.search(
            [("dossier_id", "in", self.dossier_id.ids), ("state", "=", "current")],
        )
        current_by_place = {
            (fact.dossier_id, fact.name): fact for fact in reversed(currents)
        }
        for fact in self:
            current = current_by_place.get((fact.dossier_id, fact.name), self.browse())
            fact.now_value = fact._now_in_words()
            fact.now_source_text = current.source_text
            fact.is_newer = not current or fact.stated_at > current.stated_at
            second = SECOND.get(fact.name)
            fact.can_keep_second = bool(
                fact.state == "open" and second and not fact.dossier_id[second]
            )

    def _now_in_words(self):
        dossier, name = self.dossier_id, self.name
        if name == "name" and not self.sensitivity:
            return dossier.partner_id.sudo().name  # sudo: of an organisation, no secret
        if name not in dossier._fields:
            return False
        if isinstance(dossier._fields[name], Sealed):
            return (dossier.opened_values or {}).get(name, dossier[name])
        raw, say = raw_value(dossier, name), f"_say_{dossier._fields[name].type}"
        if raw is False or not hasattr(self, say):
            return raw and str(raw)
        return getattr(self, say)(dossier._fields[name], raw)

    def _compute_sensitive_levels(self):  # pylint: disable=missing-return
        """Nobody is offered to see a number that is not kept."""
        super()._compute_sensitive_levels()
        for fact in self:
            if getattr(fact._kept_field(), "is_found_only", False):
                fact.sensitive_levels = {
                    name: {**level, "level": "masked"}
                    for name, level in fact.sensitive_levels.items()
                }

    def reveal(self, name, purpose):
        """See ``customer.sensitive``; what the dossier has is asked of the dossier.

        :param str name: the field
        :param str purpose: why, in words
        :return: dict
        """
        if name == "now_value":
            self.ensure_one()
            self.check_access("read")
            return self.dossier_id.reveal(self.name, purpose)
        return super().reveal(name, purpose)
