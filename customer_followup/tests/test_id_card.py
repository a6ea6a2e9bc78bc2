"""Of an identity card only the last four characters are ever kept, wherever it was said
(D2, S8, V2)."""

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.customer_forms.tools.found_only import FoundAgain

from .merge_common import MergeCommon
from .scan import find_in_database

CARD, OTHER = "11010519491231002X", "360426199101010071"
# Another person's, whose last four characters are the same.
NAMESAKE = "11010119900307002X"
CODE = "91110000600037341L"
MASK = f"{'*' * 14}002X"


@tagged("-at_install", "post_install")
class TestIdCard(MergeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    cls._question("customer_name"),
                    cls._question("phone", "phone"),
                    cls._question("email", "email"),
                    cls._question("id_card", "id_card"),
                    cls._question("credit_code", "uscc"),
                    cls._question("customer_kind", options=["individual", "company"]),
                ],
                name="Cards",
                has_editing=True,
                department_ids=cls.team.ids,
            )
        )

    def _file(self, **answers):
        answers = {"customer_name": "李雷", "phone": "13911112222", **answers}
        return self._register(**answers)

    def _facts(self, dossier, state):
        return self.env["customer.fact"].search(
            [
                ("dossier_id", "=", dossier.id),
                ("name", "=", "id_card"),
                ("state", "=", state),
            ]
        )

    def _find(self, number, user=None):
        Dossier = self.env["customer.dossier"].with_user(user or self.salesperson)
        return Dossier.search([("id_card", "=", number)])

    # ------------------------------------------------------------
    # Filing
    # ------------------------------------------------------------

    def test_last_four_reach_the_dossier(self):
        """D2: with the source, found by the whole number, which is nowhere."""
        submission = self._file(id_card=CARD)
        dossier = submission.dossier_id
        self.assertEqual(dossier.id_card, MASK)
        self.assertEqual(self._facts(dossier, "current").res_id, submission.id)
        self.assertEqual(self._find(CARD, self.manager), dossier)
        self.assertFalse(self._find(NAMESAKE, self.manager))
        self.assertFalse(find_in_database(self.env, [CARD, "19491231"]))

    def test_a_known_customer_without_a_card_gets_it(self):
        dossier = self._file().dossier_id
        self.assertEqual(self._file(id_card=CARD).dossier_id, dossier)
        self.assertEqual(dossier.id_card, MASK)
        self.assertEqual(self._find(CARD, self.manager), dossier)

    def test_known_by_the_card_whatever_the_phone(self):
        """S8: the state calls nobody else so."""
        dossier = self._file(id_card=CARD).dossier_id
        self.assertEqual(
            self._file(id_card=CARD, phone="13911113333").dossier_id, dossier
        )
        self.assertNotEqual(
            self._file(id_card=NAMESAKE, phone="13911114444").dossier_id, dossier
        )

    def test_typed_by_hand_and_said_in_a_form_are_one(self):
        self.kept.with_user(self.salesperson).id_card = CARD
        said = self._file(id_card=CARD, phone="13911115555")
        self.assertEqual(said.dossier_id, self.kept)
        self.assertFalse(self._facts(self.kept, "open"))

    def test_an_organisation_has_a_code_instead(self):
        dossier = self._file(
            customer_name="明德公司",
            customer_kind="company",
            id_card=CARD,
            credit_code=CODE,
        ).dossier_id
        self.assertFalse(dossier.id_card)
        self.assertEqual(dossier.credit_code, CODE)

    def test_a_corrected_code_reaches_the_organisation(self):
        """D2: though the correction does not say again that it is one."""
        submission = self._file(customer_name="明德公司", customer_kind="company")
        submission.edit_answers({"credit_code": CODE}, "Forgotten")
        self.assertEqual(submission.dossier_id.credit_code, CODE)

    def test_not_sensitive_says_the_last_four_only(self):
        self._field(self.form, "id_card").sensitivity = "none"
        self.form.action_publish()
        submission = self._file(id_card=CARD)
        self.assertEqual(submission.dossier_id.id_card, MASK)
        self._file(id_card=CARD)
        self.assertFalse(self._facts(submission.dossier_id, "open"))
        self.assertFalse(find_in_database(self.env, [CARD, "19491231"]))

    # ------------------------------------------------------------
    # Differences
    # ------------------------------------------------------------

    def _differ(self):
        """A customer whose card was corrected in the submission."""
        submission = self._file(id_card=CARD)
        dossier = submission.dossier_id
        dossier.write({"user_id": self.salesperson.id, "team_id": self.team.id})
        submission.edit_answers({"id_card": OTHER}, "Misread")
        return dossier

    def test_another_card_is_asked_about(self):
        """D8: masked side by side, accepted, and undone."""
        dossier = self._differ()
        fact = self._facts(dossier, "open").with_user(self.salesperson)
        self.assertEqual((fact.value[-4:], fact.now_value), ("0071", MASK))
        self.assertEqual(fact.sensitive_levels["value"]["level"], "masked")
        with self.assertRaises(AccessError):
            fact.with_user(self.outsider).action_accept()
        fact.action_accept()
        self.assertEqual(self._find(OTHER), dossier)
        self.assertFalse(self._find(CARD))
        fact.action_undo()
        self.assertEqual(self._find(CARD), dossier)
        self.assertFalse(self._find(OTHER))
        self.assertEqual(dossier.id_card, MASK)
        self.assertFalse(find_in_database(self.env, [CARD, OTHER]))

    def test_same_last_four_of_another_card_differs(self):
        """Cards are told apart by their digests, not by what everybody may see."""
        dossier = self._file(id_card=CARD).dossier_id
        other = self._file(id_card=NAMESAKE, phone="13911116666")
        self.assertNotEqual(other.dossier_id, dossier)
        card = other.dossier_id._found_again()[other.dossier_id.id]["id_card"]
        statement = other._as_statement()._replace(values={"id_card": card})
        dossier._take_statements([(dossier, statement)])
        self.assertEqual(self._find(CARD, self.manager), dossier)
        self._facts(dossier, "open").action_accept()
        self.assertIn(dossier, self._find(NAMESAKE, self.manager))

    def _alike(self):
        """A customer of the salesperson, with a card and the number of another one that
        ends the same."""
        self.kept.sudo().id_card = CARD
        return self.kept.with_user(self.salesperson)

    def _waiting(self):
        return self.env["customer.change.request"].search(
            [("dossier_id", "=", self.kept.id), ("state", "=", "waiting")]
        )

    def test_corrected_to_another_that_ends_the_same(self):
        """D8, S7: it differs though both are masked alike, and waits for a second person."""
        submission = self._file(id_card=CARD)
        dossier = submission.dossier_id
        dossier.write({"user_id": self.salesperson.id, "team_id": self.team.id})
        submission.edit_answers({"id_card": f" {CARD.lower()}"}, "")
        self.assertFalse(submission.change_ids, "the same number is no change")
        submission.edit_answers({"id_card": NAMESAKE}, "Misread")
        change = submission.change_ids
        self.assertEqual(change.old_text, MASK)
        self.assertIn("another one", change.new_text)
        fact = self._facts(dossier, "open").with_user(self.salesperson)
        self.assertEqual((fact.value, fact.now_value), (MASK, MASK))
        self.assertIn("another value", fact.caution.casefold())
        self.assertIn("second person", fact.caution)
        fact.action_accept()
        self.assertEqual(self._find(CARD), dossier)
        request = dossier.env["customer.change.request"].search(
            [("dossier_id", "=", dossier.id), ("state", "=", "waiting")]
        )
        with self.assertRaises(AccessError):
            request.with_user(self.salesperson).action_approve()
        request.with_user(self.supervisor).action_approve()
        self.assertEqual(self._find(NAMESAKE, self.manager), dossier)
        self.assertFalse(self._find(CARD, self.manager))
        self.assertEqual(dossier.id_card, MASK)
        self.assertFalse(self._facts(dossier, "open"))
        self.assertFalse(find_in_database(self.env, [CARD, NAMESAKE, "19900307"]))

    def test_typed_over_by_another_that_ends_the_same(self):
        """S7, D2: what waits has the mask and the digest, as the dossier has."""
        mine = self._alike()
        mine.id_card = CARD
        self.assertFalse(self._waiting(), "the same number does not wait")
        mine.write({"id_card": "110101 19900307002x", "tier": "vip"})
        self.assertEqual(self.kept.tier, "vip")
        self.assertEqual(self._find(CARD), self.kept)
        value = self._waiting().value_ids
        self.assertEqual(value.reason, "id_card")
        self.assertEqual((value.old_value, value.new_value), (MASK, MASK))
        self.assertFalse(value.is_stale)
        self.assertFalse(find_in_database(self.env, [NAMESAKE, "19900307"]))
        self._waiting().with_user(self.supervisor).action_approve()
        self.assertEqual(self._find(NAMESAKE), self.kept)
        self.assertFalse(self._waiting())

    def test_what_everybody_sees_does_not_wait(self):
        mine = self._alike()
        mine.id_card = OTHER
        self.assertEqual(self._find(OTHER), self.kept)
        self.company.has_second_look_id_card = False
        self.kept.sudo().id_card = CARD
        mine.id_card = NAMESAKE
        self.assertEqual(self._find(NAMESAKE), self.kept)
        with self.assertRaises(ValidationError):
            mine.id_card = "11010119900307003X"

    def test_merged_with_another_that_ends_the_same(self):
        """D1, S7: shown as a choice, and looked at twice when it is the other's."""
        self._alike()
        self.other.sudo().id_card = NAMESAKE
        action = (self.kept + self.other).with_user(self.salesperson).action_merge()
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        wizard = wizard.with_user(self.salesperson)
        wizard.kept_id = self.kept
        [row] = [row for row in wizard.preview["rows"] if row["name"] == "id_card"]
        self.assertFalse(row["is_same"])
        self.assertTrue(row["looks_same"])
        choices = {"id_card": self.other.id}
        wizard.choices = choices
        self.assertEqual(wizard.preview["waiting"], ["Identity Card"])
        merge = self._merge(user=self.salesperson, choices=choices)
        self.assertIn(self.kept, self._find(CARD))
        self._waiting().with_user(self.supervisor).action_approve()
        self.assertIn(self.kept, self._find(NAMESAKE))
        self._undo(merge)
        self.assertEqual(self._find(CARD), self.kept)
        self.assertEqual(self._find(NAMESAKE), self.other)

    def test_refused_is_not_asked_again(self):
        dossier = self._differ()
        self._facts(dossier, "open").action_refuse()
        dossier.submission_ids.edit_answers({"id_card": CARD}, "Right")
        dossier.submission_ids.edit_answers({"id_card": OTHER}, "Again")
        self.assertFalse(self._facts(dossier, "open"))

    def test_erased_with_the_person(self):
        """V5"""
        dossier = self._differ()
        dossier.sudo()._erase_sealed(_Tally(), is_dry=False)
        self.assertFalse(dossier.id_card)
        self.assertFalse(self._find(CARD, self.manager))
        facts = dossier.sudo().fact_ids.filtered(lambda fact: fact.name == "id_card")
        self.assertFalse(any(facts.mapped("value")))

    # ------------------------------------------------------------
    # Merging
    # ------------------------------------------------------------

    def test_adopted_in_a_merge_and_given_back(self):
        """D2, S8: with its digest, so that the card finds the kept customer."""
        self.other.with_user(self.salesperson).id_card = CARD
        merge = self._merge()
        self.assertEqual(self.kept.id_card, MASK)
        self.assertIn(self.kept, self._find(CARD))
        self._undo(merge)
        self.assertFalse(self.kept.id_card)
        self.assertEqual(self._find(CARD), self.other)

    def test_the_chosen_one_counts(self):
        self.kept.with_user(self.salesperson).id_card = CARD
        self.other.with_user(self.salesperson).id_card = OTHER
        merge = self._merge(choices={"id_card": self.other.id})
        self.assertIn(self.kept, self._find(OTHER))
        self._undo(merge)
        self.assertEqual(self._find(CARD), self.kept)
        self.assertEqual(self._find(OTHER), self.other)

    def test_credit_code_adopted_in_a_merge(self):
        kept = self._organisation("明德")
        other = self._organisation("明德公司", credit_code=CODE)
        merge = self._merge(kept, other)
        self.assertEqual(kept.credit_code, CODE)
        self._undo(merge)
        self.assertFalse(kept.credit_code)
        self.assertEqual(other.credit_code, CODE)

    # ------------------------------------------------------------

    def test_nobody_sends_a_mask_or_a_digest(self):
        mine = self.kept.with_user(self.salesperson)
        for sent in (MASK, FoundAgain(MASK, "forged").to_json()):
            with self.subTest(sent), self.assertRaises(ValidationError):
                mine.write({"id_card": sent})
        self.assertFalse(self.kept.id_card)


class _Tally:
    def add(self, *_said):
        """Counts nothing."""
