"""Where every value of a dossier came from (S8, D8, V2)."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..tools.provenance import SOURCE
from .common import E164, PHONE, CustomerFollowupCommon
from .scan import find_in_database

OTHER, OTHER_E164 = "13900003003", "+8613900003003"


@tagged("-at_install", "post_install")
class TestFact(CustomerFollowupCommon):
    def _facts(self, dossier, name=None, state=None):
        domain = [("dossier_id", "=", dossier.id)]
        domain += [("name", "=", name)] if name else []
        domain += [("state", "=", state)] if state else []
        return self.env["customer.fact"].search(domain)

    def _known(self, **answers):
        """A customer who filled a form in."""
        return self._register(
            **{
                "customer_name": "王小明",
                "phone": PHONE,
                "email": "w@example.com",
                **answers,
            }
        )

    # ------------------------------------------------------------
    # Doors
    # ------------------------------------------------------------

    def test_of_a_submission(self):
        """S8: the time it was sent, not the time it was filed."""
        submission = self._known(customer_kind="individual", source="online")
        facts = self._facts(submission.dossier_id)
        names = {"name", "phone", "email", "kind", "source_id"}
        self.assertEqual(set(facts.mapped("name")), names)
        self.assertEqual(set(facts.mapped("state")), {"current"})
        self.assertEqual(set(facts.mapped("origin")), {"submission"})
        self.assertEqual(facts[0].stated_at, submission.submitted_at)
        self.assertIn(submission.number, facts[0].source_text)
        self.assertFalse(any(facts.mapped("value")), "the dossier has them")

    def test_what_was_guessed_was_not_said(self):
        dossier = self._known().dossier_id
        self.assertFalse(self._facts(dossier, "kind"))

    def test_of_a_user(self):
        dossier = (
            self.env["customer.dossier"]
            .with_user(self.salesperson)
            .create({"name": "Li Lei", "phone": PHONE})
        )
        dossier.write({"tier": "vip", "phone": OTHER})
        fact = self._facts(dossier, "phone", "current")
        self.assertEqual((fact.origin, fact.user_id), ("user", self.salesperson))
        former = self._facts(dossier, "phone", "former")
        self.assertEqual(former._raw_values("value"), {former: E164})
        self.assertEqual(fact.replaced_id, former)
        self.assertEqual(self._facts(dossier, "tier").user_id, self.salesperson)

    def test_of_a_followup(self):
        dossier = self._create_dossier()
        followup = self.env["customer.followup"].create({"dossier_id": dossier.id})
        source = (followup._name, followup.id)
        dossier.with_context(**{SOURCE: source}).write({"phone": PHONE})
        fact = self._facts(dossier, "phone")
        self.assertEqual((fact.origin, fact.res_id), ("followup", followup.id))
        self.assertEqual(fact.stated_at, followup.followed_up_at)

    def test_of_a_merge(self):
        """A value that came with another dossier keeps the source it had there."""
        submission = self._known()
        kept = self._create_dossier("王小明")
        other = submission.dossier_id
        merge = self.env["customer.merge"]._merge(kept, other)
        fact = self._facts(kept, "phone", "current")
        self.assertEqual((fact.origin, fact.res_id), ("submission", submission.id))
        self.assertTrue(merge)

    def test_a_client_forges_no_source(self):
        """What comes over RPC is JSON: lists, no tuples."""
        submission = self._known()
        dossier = submission.dossier_id
        dossier.user_id = self.salesperson
        forged = {SOURCE: [submission._name, submission.id]}
        mine = dossier.with_user(self.salesperson).with_context(
            **forged, default_origin="submission", default_state="refused"
        )
        mine.write({"tier": "vip"})
        fact = self._facts(dossier, "tier")
        self.assertEqual((fact.origin, fact.user_id), ("user", self.salesperson))
        self.assertEqual(fact.state, "current")

    def test_written_with_the_same_value_nothing_is_said(self):
        dossier = self._known().dossier_id
        before = self._facts(dossier)
        dossier.write({"phone": "139 0000 2001", "email": "W@example.com"})
        self.assertEqual(self._facts(dossier), before)

    def test_what_was_typed_before_the_feature_is_kept_too(self):
        dossier = self._create_dossier(phone=PHONE)
        self._facts(dossier).unlink()
        dossier.phone = OTHER
        former = self._facts(dossier, "phone", "former")
        self.assertEqual(former.origin, "unknown")
        self.assertEqual([*former._raw_values("value").values()], [E164])

    def test_older_facts_do_not_replace_newer_ones(self):
        dossier = self._create_dossier(phone=PHONE)
        followup = self.env["customer.followup"].create(
            {
                "dossier_id": dossier.id,
                "followed_up_at": fields.Datetime.now() - timedelta(days=3),
            }
        )
        source = (followup._name, followup.id)
        dossier.with_context(**{SOURCE: source}).write(
            {"phone": OTHER_E164, "tier": "vip"}
        )
        self.assert_opened(dossier, phone=E164)
        self.assertEqual(dossier.tier, "vip")
        waiting = self._facts(dossier, "phone", "open")
        self.assertEqual(waiting.origin, "followup")
        self.assertFalse(waiting.is_newer)

    def test_what_was_taken_away_is_not_filled_by_what_is_older(self):
        dossier = self._known().dossier_id
        old = fields.Datetime.now() - timedelta(days=2)
        dossier.user_id = self.salesperson
        dossier.with_user(self.salesperson).email = False
        again = self._known(email="old@example.com", phone=PHONE)
        self.assertEqual(again.dossier_id, dossier)
        self.assert_opened(dossier, email="old@example.com")
        dossier.email = False
        statement = again._as_statement()._replace(
            stated_at=old, values={"email": "older@example.com"}
        )
        dossier._take_statements([(dossier, statement)])
        self.assertFalse(dossier.email)
        self.assertEqual(self._facts(dossier, "email", "open").stated_at, old)

    # ------------------------------------------------------------
    # Who sees what
    # ------------------------------------------------------------

    def test_sealed_and_masked(self):
        """V2"""
        dossier = self._known().dossier_id
        dossier.user_id = self.salesperson
        self._known(email="somebody.else@example.com")
        fact = self._facts(dossier, "email", "open")
        self.assertEqual(
            find_in_database(self.env, ["somebody.else@example.com"]), set()
        )
        [read] = fact.with_user(self.salesperson).read(["value", "now_value"])
        self.assertEqual(read["value"], "s***@example.com")
        self.assertEqual(read["now_value"], "w***@example.com")
        shown = fact.with_user(self.salesperson).reveal("value", "To compare")
        self.assertEqual(shown["value"], "somebody.else@example.com")
        shown = fact.with_user(self.salesperson).reveal("now_value", "To compare")
        self.assertEqual(shown["value"], "w@example.com")

    def test_seen_by_role(self):
        mine = self._create_dossier(phone=PHONE)
        others = self._create_dossier(
            phone=OTHER, user_id=self.manager.id, team_id=False
        )
        facts = self._facts(mine, "phone") + self._facts(others, "phone")
        Fact = self.env["customer.fact"]
        for user, count in (
            (self.salesperson, 1),
            (self.salesperson_2, 0),
            (self.supervisor, 1),
            (self.manager, 2),
        ):
            with self.subTest(user=user.login):
                seen = Fact.with_user(user).search([("id", "in", facts.ids)])
                self.assertEqual(len(seen), count)
        with self.assertRaises(AccessError):
            Fact.with_user(self.outsider).search([])
        for user in (self.salesperson, self.supervisor, self.manager):
            for operation in ("write", "create", "unlink"):
                self.assertFalse(facts[0].with_user(user).has_access(operation))

    def test_handed_out_and_erased_with_the_person(self):
        """V5"""
        dossier = self._known().dossier_id
        self._known(email="somebody.else@example.com")
        document = dossier._personal_document()
        texts = [
            line["text"] for each in document["sections"] for line in each["lines"]
        ]
        self.assertIn("somebody.else@example.com", texts)
        dossier._erase("Asked for it")
        self.assertFalse(any(self._facts(dossier).mapped("value")))
        self.assertFalse(self._facts(dossier, state="open"))
        self.assertFalse(
            self.env["customer.vault.value"].search(
                [
                    ("res_model", "=", "customer.fact"),
                    ("res_id", "in", self._facts(dossier).ids),
                ]
            )
        )

    def test_the_marks_and_the_history(self):
        dossier = self._known().dossier_id
        dossier.user_id = self.salesperson
        mine = dossier.with_user(self.salesperson)
        mine.phone = OTHER
        [read] = mine.read(["provenance"])
        self.assertEqual(read["provenance"]["phone"]["origin"], "user")
        history = mine.get_value_history("phone")
        states = [entry["state"] for entry in history["entries"]]
        self.assertEqual(states, ["current", "former"])
        self.assertEqual(history["entries"][1]["value"], "139****2001")
        with self.assertRaises(AccessError):
            dossier.with_user(self.salesperson_2).get_value_history("phone")

    def test_a_corrected_answer_is_said_anew(self):
        """A filed submission that is corrected says something else of its customer."""
        submission = self._known()
        submission._edit_answers({"phone": OTHER}, "Typing mistake", {"phone"})
        fact = self._facts(submission.dossier_id, "phone", "open")
        self.assertEqual(fact._raw_values("value"), {fact: OTHER_E164})
        self.assertGreaterEqual(fact.stated_at, submission.submitted_at)
        with self.assertRaises(UserError):
            fact.action_accept()
            fact.action_accept()
