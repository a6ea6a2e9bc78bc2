"""Whatever happens to customers, in whatever order: no orphan, no lost value, no doubled
dossier, a log that verifies (S4, S8, D11)."""

import pytest
from customer_life import OTHERS, STATED, CustomerLife
from exploring import explore
from hypothesis import note

from odoo.tests import tagged

from odoo.addons.customer_followup.tests.common import CustomerFollowupCommon
from odoo.addons.customer_forms.tools import sensitivity

STEPS = 16
# What may stay with a merged dossier is what is over: the rest must not.
OVER = {
    "customer.duplicate": [("state", "=", "open")],
    "customer.fact": [("state", "=", "open")],
    "customer.reminder": [("state", "=", "open")],
}


@tagged("-at_install", "post_install")
class TestCustomerLife(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._anchor_apart()
        cls.users = cls.salesperson + cls.salesperson_2 + cls.supervisor
        cls.manager_env = cls.env(user=cls.manager.id)

    def test_customers_survive_what_happens_to_them(self):
        self._explore(examples=12)

    @pytest.mark.prove
    def test_customers_survive_long(self):
        self._explore(examples=300)

    def _explore(self, examples):
        self.steps_taken = {}
        explore(self, self._live, examples)
        # Else it proves little.
        for step in ("submit", "merge", "undo_merge", "hand_over", "undo_handover"):
            self.assertTrue(self.steps_taken.get(step), f"{step} was never taken")

    def _live(self, draw):
        life = CustomerLife(self.form.with_env(self.manager_env), self.users, draw)
        self.env["customer.audit.seal"]._anchors().path.unlink(missing_ok=True)
        for _customer in range(3):
            life.attempt(life.submit)
        for _step in range(STEPS):
            name = life.live()
            note(name)
            self.steps_taken[name] = self.steps_taken.get(name, 0) + 1
            self.env.invalidate_all()
            self._assert_no_orphan(life)
            self._assert_nothing_is_lost(life)
            self._assert_nothing_waits_in_vain(life)
            self.assertFalse(life.doubled, "a known customer got a second dossier")
        self._assert_the_log_verifies()

    # ------------------------------------------------------------
    # Properties
    # ------------------------------------------------------------

    def _assert_no_orphan(self, life):
        """Everything belongs to a customer that is there; each has a contact of its own."""
        kept, merged = life.kept().sudo(), (life.all() - life.kept()).sudo()
        contacts = kept.mapped("partner_id")
        self.assertEqual(len(contacts), len(kept))
        for dossier in merged:
            self.assertFalse(dossier.active)
            self.assertIn(dossier._kept(), kept)
        for model in self._models_of_customers():
            pending = OVER.get(model._name, [])
            left = model.search([("dossier_id", "in", merged.ids), *pending])
            self.assertFalse(left, f"{model._name} left with a merged dossier")
        for submission in self.form.submission_ids.sudo():
            self.assertTrue(submission.dossier_id or not submission.answers, submission)
        for lead in kept.lead_ids:
            self.assertIn(lead.partner_id, contacts, "an opportunity of nobody")

    def _models_of_customers(self):
        """Every model of which a record belongs to a customer."""
        for model in self.env.values():
            field = model._fields.get("dossier_id")
            if (
                field
                and field.store
                and field.comodel_name == "customer.dossier"
                and model._auto
                and not model._transient
            ):
                yield model.sudo().with_context(active_test=False)

    def _assert_nothing_is_lost(self, life):
        """What was said of somebody is in a dossier or in what is kept of its past;
        remarks are added to others."""
        dossiers = life.all().sudo()
        found = {name: set() for name in (*STATED, "bank_account", "city")}
        opened = dossiers._open_values()
        for dossier in dossiers:
            for name, other in OTHERS.items():
                found[name] |= {opened[dossier.id].get(each) for each in (name, other)}
            found["remarks"].add(dossier.remarks)
            found["bank_account"].add(opened[dossier.id].get("bank_account"))
            found["city"].add(dossier.city)
        facts = self.env["customer.fact"].sudo()
        facts = facts.search([("dossier_id", "in", dossiers.ids)])
        for fact, value in facts._raw_values("value").items():
            first = fact.name.removeprefix("other_")
            if first in found:
                found[first].add(value)
            elif first == "place" and value:
                found["city"].add(value.get("city"))
        for submission in dossiers.submission_ids:
            found["remarks"].add(submission.answers._values.get("remarks"))
        remarks = "\n".join(filter(None, found.pop("remarks")))
        for (_document, name), text in life.said.items():
            self.assertTrue(name != "remarks" or text in remarks, text)
        for name in found:
            class_ = dossiers._sensitive_classes().get(name)
            kept = {_normal(class_, value) for value in found[name] if value}
            said = {
                _normal(class_, text)
                for (_document, each), text in life.said.items()
                if each == name
            }
            self.assertLessEqual(said, kept, name)

    def _assert_nothing_waits_in_vain(self, life):
        """What a merge brought and waits is asked of whom it would change."""
        requests = self.env["customer.change.request"].sudo()
        for request in requests.search(
            [("merge_id", "!=", False), ("state", "=", "waiting")]
        ):
            self.assertEqual(request.merge_id.state, "done")
            self.assertEqual(request.dossier_id, request.merge_id.kept_id._kept())
            self.assertEqual(request.res_id, request.dossier_id.id)

    def _assert_the_log_verifies(self):
        seals = self.env["customer.audit.seal"]
        heads = seals._seal_pending()
        if heads:
            seals._anchors().advance(heads)
        findings, _heads = self.env["customer.audit.verification"]._examine(self.env.cr)
        self.assertEqual(findings, [])


def _normal(class_, text):
    return sensitivity.normal(class_, text) if class_ else text.strip()
