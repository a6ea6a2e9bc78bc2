"""Who referred a customer, as the form says: a relation to look at (D5)."""

from collections import defaultdict

from odoo import models
from odoo.fields import Domain

from odoo.addons.customer_forms.tools.sensitivity import looks_masked, normal

from ...tools.wording import LONG_NUMBER


class CustomerFormSubmission(models.Model):
    _inherit = "customer.form.submission"

    def _propose_referrers(self, said):
        """Propose a relation where the referrer is a customer, somebody at one or an
        employee, and only one who is called so. Works on N submissions.

        :param dict said: {submission: {role: what was said}}
        """
        kind = self.env.ref("customer_followup.customer_relation_type_referrer", False)
        named = {
            each: said[each]["referrer"].strip()
            for each in self
            if isinstance(said[each].get("referrer"), str)
            and each.dossier_id
            and not looks_masked(said[each]["referrer"])
        }
        if not kind or not named:
            return
        wanted = self._prepare_referrals(named, kind)
        # sudo: a form knows more customers than who handles what was sent
        Relation_sudo = self.env["customer.relation"].sudo()
        known = Relation_sudo.with_context(active_test=False).search(
            Domain("type_id", "=", kind.id)
            & Domain("to_key", "in", [second for _first, second in wanted])
        )
        known_pairs = {(each.from_key, each.to_key) for each in known}
        Relation_sudo.create(
            [vals for pair, vals in wanted.items() if pair not in known_pairs]
        )

    def _prepare_referrals(self, named, kind):
        """Values of relations by the keys of both ends, each pair once."""
        found = self._find_referrers(set(named.values()))
        wanted = {}
        for submission, text in named.items():
            if len(found[text]) != 1:
                continue
            end, record = found[text][0]
            dossier = submission.dossier_id
            customer = record.dossier_id if end == "contact" else record
            if customer != dossier:
                pair = f"{end[0]}{record.id}", f"d{dossier.id}"
                vals = {
                    "type_id": kind.id,
                    f"from_{end}_id": record.id,
                    "to_dossier_id": dossier.id,
                    "state": "proposed",
                    "submission_id": submission.id,
                }
                wanted.setdefault(pair, vals)
        return wanted

    def _find_referrers(self, texts):
        """Who is called so, or has that phone, in the company of these submissions.

        :return: {text: [(``dossier``, ``contact`` or ``user``, record), ...]}
        """
        called = defaultdict(set)
        for text in texts:
            called[normal("name", text)].add(text)
            number = LONG_NUMBER.search(text)
            if number:
                called[normal("phone", number[0])].add(text)
        found = {text: [] for text in texts}

        def note(end, record, class_, value):
            for text in called.get(normal(class_, value), ()) if value else ():
                if (end, record) not in found[text]:
                    found[text].append((end, record))

        # sudo: colleagues are found by name, whoever sent the form
        for user in (
            self.env["res.users"]
            .sudo()
            .search([("name", "in", list(texts)), ("share", "=", False)])
        ):
            note("user", user, "name", user.name)
        said = [*called, *texts]
        for dossier, values in self._opened_by("customer.dossier", said):
            is_company = dossier.kind == "company"
            name = dossier.partner_id.name if is_company else values.get("name")
            note("dossier", dossier, "name", name)
            note("dossier", dossier, "name", dossier.number)
            for place in () if is_company else ("phone", "other_phone"):
                note("dossier", dossier, "phone", values.get(place))
        for contact, values in self._opened_by("customer.contact", said):
            note("contact", contact, "name", values.get("name"))
            note("contact", contact, "phone", values.get("phone"))
        return found

    def _opened_by(self, model, said):
        """Records with one of these names or phones, and their values."""
        by_value = Domain("name", "in", said) | Domain("phone", "in", said)
        if model == "customer.dossier":
            by_value |= Domain("other_phone", "in", said) | Domain("number", "in", said)
            by_value |= Domain("kind", "=", "company") & Domain(
                "partner_id.name", "in", said
            )
        # sudo: see _propose_referrers; the values go no further
        Model_sudo = self.env[model].sudo()
        records_sudo = Model_sudo.search(
            by_value & Domain("company_id", "in", self.company_id.ids)
        )
        opened = records_sudo._open_values()
        return [(record, opened.get(record.id, {})) for record in records_sudo]
