"""How complete a dossier is, and what to ask (D8)."""

from odoo import api, fields, models

from odoo.addons.customer_forms.messages import render
from odoo.addons.customer_forms.models.vault.customer_vault_key import VaultLocked
from odoo.addons.customer_forms.rules.types.base import Invalid

from ..dossier.customer_dossier_checks import PARSED

# What is expected -> the fields of which one is enough; the first is where to type it.
PLACES = {
    "name": ("customer_name",),
    "contact_name": ("contact_name",),
    "phone": ("phone", "other_phone", "landline"),
    "email": ("email", "other_email"),
    "region": ("state_id",),
    "city": ("city",),
    "industry": ("industry_id",),
    "company_size": ("company_size",),
    "credit_code": ("credit_code",),
    "source": ("source_id",),
    "tier": ("tier",),
    "owner": ("user_id",),
    "need": ("main_lead_id",),
    "budget": (),
    "purchase_time": (),
}
OF_COMPANIES = {"contact_name", "company_size", "credit_code"}
# Said of what the customer wants now: where there is nothing open, nobody is asked.
OF_NEEDS = {
    "budget": ("budget", "expected_revenue"),
    "purchase_time": ("purchase_time", "date_deadline"),
}
# Nothing is kept of an identity card that could be checked again.
CHECKED = tuple(name for name in PARSED if name != "id_card")
HIGH, MEDIUM = 80, 50
LEVELS = [
    ("low", "Below 50 %"),
    ("medium", "50 to 79 %"),
    ("high", "80 % and more"),
]
DEPENDS = (
    *sorted({name for names in PLACES.values() for name in names}),
    *(f"main_lead_id.{name}" for names in OF_NEEDS.values() for name in names),
    *("kind", "main_lead_id.won_status", "country_id"),
)


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    completeness = fields.Integer(
        string="Completeness (%)",
        compute="_compute_completeness",
        store=True,
        index=True,
        aggregator="avg",
        help="How much of what is expected of a dossier is known.",
    )
    completeness_level = fields.Selection(
        LEVELS, string="Completeness", compute="_compute_completeness", store=True
    )
    has_wrong_format = fields.Boolean(
        string="Wrong Format",
        compute="_compute_completeness",
        store=True,
        help="A value is kept that breaks the rules, e.g. a phone number that is none.",
    )
    gaps = fields.Json(
        compute="_compute_completeness", store=True, export_string_translation=False
    )
    gap_lines = fields.Json(
        string="What to Ask",
        compute="_compute_gap_lines",
        export_string_translation=False,
        help="What is missing or wrong, in words, for the reader.",
    )

    @api.depends(*DEPENDS)
    def _compute_completeness(self):
        weights = self.env["customer.expectation"]._weights()
        wrong = self._find_wrong_formats()
        for dossier in self:
            asked = [pair for pair in weights if dossier._is_expected(pair[0])]
            missing = [what for what, _weight in asked if not dossier._is_known(what)]
            total = sum(weight for _what, weight in asked)
            known = sum(weight for what, weight in asked if what not in missing)
            share = round(100 * known / total) if total else 100
            issues = wrong.get(dossier._origin.id, [])
            # Nothing is complete that is wrong.
            dossier.completeness = min(share, 99) if issues else share
            dossier.completeness_level = level_of(dossier.completeness)
            dossier.has_wrong_format = bool(issues)
            dossier.gaps = {"missing": missing, "wrong": issues}

    def _is_expected(self, what):
        self.ensure_one()
        if what in OF_COMPANIES:
            return self.kind == "company"
        if what in OF_NEEDS:
            return self.main_lead_id.won_status == "pending"
        return True

    def _is_known(self, what):
        names = OF_NEEDS.get(what)
        if names:
            # sudo: whether it was said, also of a colleague's opportunity
            lead_sudo = self.main_lead_id.sudo()
            return any(lead_sudo[name] for name in names)
        return any(self[name] for name in PLACES[what])

    def _find_wrong_formats(self):
        """Values that are kept and break the rules of forms (F7), e.g. because they were
        taken over from a contact: {id: [[field, code, params]]}."""
        kept = self._origin.filtered(
            lambda dossier: any(map(dossier.__getitem__, CHECKED))
        )
        try:
            opened = kept._open_values(CHECKED) if kept else {}
        except VaultLocked:
            return {}
        wrong = {}
        for dossier in self:
            values = opened.get(dossier._origin.id, {})
            issues = [
                [name, issue.code, issue.params]
                for name in CHECKED
                if values.get(name) and (issue := self._issue_of(name, values[name]))
            ]
            if issue := dossier.kind == "company" and dossier._wrong_credit_code():
                issues.append(["credit_code", issue.code, issue.params])
            if issues:
                wrong[dossier._origin.id] = issues
        return wrong

    @api.model
    def _issue_of(self, name, value):
        try:
            self._parse(PARSED[name], value)
        except Invalid as issue:
            return issue
        return None

    def _typed_in(self, what):
        """The field of the form in which what is missing is typed."""
        if what in OF_NEEDS:
            return False
        if what == "need":
            return "intent"
        if what == "name" and self.kind != "company":
            return "name"
        return PLACES[what][0]

    @api.depends("gaps")
    @api.depends_context("lang")
    def _compute_gap_lines(self):
        expected_sudo = self.env["customer.expectation"]._expected_sudo()
        questions = {each.what: each for each in expected_sudo}
        labels = dict(expected_sudo._fields["what"]._description_selection(self.env))
        total = sum(expected_sudo.mapped("weight")) or 1
        for dossier in self:
            gaps = dossier.gaps or {}
            wrong = [
                {
                    "key": f"wrong_{name}",
                    "field": name,
                    "label": dossier._fields[name]._description_string(self.env),
                    "ask": render(self.env, code, params),
                    "is_wrong": True,
                }
                for name, code, params in gaps.get("wrong", ())
            ]
            missing = [
                {
                    "key": what,
                    "field": dossier._typed_in(what),
                    "lead_id": what in OF_NEEDS and dossier.main_lead_id.id,
                    "label": labels[what],
                    "ask": questions[what].question,
                    "share": round(100 * questions[what].weight / total),
                }
                for what in gaps.get("missing", ())
                if what in questions
            ]
            dossier.gap_lines = wrong + missing


def level_of(share):
    """
    >>> level_of(80), level_of(79), level_of(49)
    ('high', 'medium', 'low')
    """
    if share >= HIGH:
        return "high"
    return "medium" if share >= MEDIUM else "low"
