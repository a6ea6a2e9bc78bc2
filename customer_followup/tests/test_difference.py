"""What a known customer says otherwise is decided side by side (S8, D8)."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import E164, PHONE, CustomerFollowupCommon
from .scan import find_in_database

EMAIL, NEW_EMAIL = "w@example.com", "new@example.com"


@tagged("-at_install", "post_install")
class TestDifference(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls._register(
            customer_name="王小明", phone=PHONE, email=EMAIL, source="online"
        )
        cls.dossier = cls.first.dossier_id
        cls.dossier.write({"user_id": cls.salesperson.id, "team_id": cls.team.id})
        cls.mine = cls.dossier.with_user(cls.salesperson)

    def _say(self, **answers):
        submission = self._register(
            **{"customer_name": "王小明", "phone": PHONE, **answers}
        )
        self.assertEqual(submission.dossier_id, self.dossier)
        return submission

    def _open(self, name=None):
        domain = [("dossier_id", "=", self.dossier.id), ("state", "=", "open")]
        domain += [("name", "=", name)] if name else []
        return self.env["customer.fact"].with_user(self.salesperson).search(domain)

    def test_empty_values_are_filled_and_others_asked_about(self):
        submission = self._say(
            email=NEW_EMAIL, contact_name="李雷", source="exhibition"
        )
        self.assert_opened(self.dossier, email=EMAIL, contact_name="李雷")
        self.assertEqual(set(self._open().mapped("name")), {"email", "source_id"})
        self.assertEqual(self.mine.difference_count, 2)
        self.assertEqual(submission.with_user(self.salesperson).difference_count, 2)

    def test_numbers_in_remarks_are_masked(self):
        """V1: whoever sees the customer reads them, in clear nobody; what a document says
        again is known again."""
        self.mine.remarks = "Ask 13912349876 or 11010519491231002X"
        for _twice in range(2):
            self._say(remarks="Rather a.sentinel@example.org")
        numbers = ("13912349876", "11010519491231002X", "a.sentinel@example.org")
        tables = {table for table, *_where in find_in_database(self.env, numbers)}
        self.assertLessEqual(tables, {"customer_form_submission"}, "what was answered")
        self.assertIn("Ask 139****9876", self.dossier.remarks)
        self.assertEqual(self.dossier.remarks.count("Rather"), 1)

    def test_remarks_are_added_with_day_and_source(self):
        """D8: free text says more and contradicts nothing: nobody has to decide."""
        self.dossier.remarks = "Likes tea"
        submission = self._say(remarks="Has moved")
        day = fields.Date.to_string(submission.submitted_at)[:7]
        self.assertTrue(self.dossier.remarks.startswith("Likes tea\n\n" + day))
        self.assertIn(f"{submission.number} ", self.dossier.remarks)
        self.assertTrue(self.dossier.remarks.endswith(": Has moved"))
        self._say(remarks="Has  moved")
        self.assertEqual(self.dossier.remarks.count("moved"), 1)
        again = self._say(remarks="Is back")
        self.assertEqual(self.dossier.remarks.count("\n\n"), 2)
        self.assertFalse(self._open())
        [mark] = self.mine.read(["provenance"])
        self.assertIn(again.number, mark["provenance"]["remarks"]["text"])

    def test_the_same_after_normalisation_is_no_difference(self):
        self._say(email="W@Example.com", phone="139 0000 2001", customer_name="王 小明")
        self.assertFalse(self._open())

    def test_accepting(self):
        self._say(email=NEW_EMAIL)
        fact = self._open("email")
        fact.action_accept()
        self.assert_opened(self.dossier, email=NEW_EMAIL)
        self.assertEqual(
            (fact.state, fact.decided_by_id), ("current", self.salesperson)
        )
        self.assertEqual(fact.origin, "submission")
        self.assertEqual(
            fact.sudo().replaced_id._raw_values("value").popitem()[1], EMAIL
        )
        event = self.env["customer.audit.event"].search(
            [("kind", "=", "decision"), ("res_id", "=", self.dossier.id)]
        )
        self.assertEqual(event.details["changes"][0]["new"], "n***@example.com")

    def test_undo_gives_the_former_value_back(self):
        self._say(email=NEW_EMAIL)
        fact = self._open("email")
        fact.action_accept()
        self.assertTrue(fact.can_undo)
        fact.action_undo()
        self.assert_opened(self.dossier, email=EMAIL)
        self.assertEqual(fact.state, "open")
        [mark] = self.mine.read(["provenance"])
        self.assertIn(self.first.number, mark["provenance"]["email"]["text"])
        fact.action_accept()
        self.mine.email = "third@example.com"
        self.assertFalse(fact.can_undo)
        with self.assertRaises(UserError):
            fact.action_undo()

    def test_refused_is_not_asked_again(self):
        self._say(email=NEW_EMAIL)
        self._open("email").action_refuse()
        self._say(email=NEW_EMAIL.upper())
        self.assertFalse(self._open())
        self._say(email="third@example.com")
        self.assertEqual(len(self._open()), 1)

    def test_asked_once(self):
        self._say(email=NEW_EMAIL)
        self._say(email=NEW_EMAIL)
        self.assertEqual(len(self._open()), 1)

    def test_typing_it_decides(self):
        self._say(email=NEW_EMAIL)
        fact = self._open("email")
        self.mine.email = NEW_EMAIL
        self.assertEqual(
            (fact.state, fact.decided_by_id), ("current", self.salesperson)
        )

    def test_a_second_phone(self):
        submission = self._register(
            customer_name="王小明", phone="13900003003", email=EMAIL
        )
        self.assertEqual(submission.dossier_id, self.dossier)
        fact = self._open("phone")
        self.assertTrue(fact.can_keep_second)
        fact.action_keep_second()
        self.assert_opened(self.dossier, phone=E164, other_phone="+8613900003003")
        self.assertEqual((fact.name, fact.state), ("other_phone", "current"))
        again = self._register(customer_name="王小明", phone="13900003003", email=EMAIL)
        self.assertEqual(again.dossier_id, self.dossier)
        self.assertFalse(self._open())

    def test_no_room_for_a_third(self):
        self.dossier.other_email = "second@example.com"
        self._say(email=NEW_EMAIL)
        with self.assertRaises(UserError):
            self._open("email").action_keep_second()

    def test_what_is_newer_from_the_same_source(self):
        self.mine.source_id = self.env["utm.source"].create({"name": "Fair 2026"})
        self._say(email=NEW_EMAIL, source="exhibition")
        self.mine.action_accept_newer()
        self.assert_opened(self.dossier, email=NEW_EMAIL)
        self.assertEqual(self._open().mapped("name"), ["source_id"])

    def test_who_decides(self):
        """Whoever may change the customer; over RPC too."""
        self._say(email=NEW_EMAIL)
        fact = self._open("email")
        viewer = self._create_user("cf_viewer", "viewer")
        for user in (self.salesperson_2, self.creator, self.outsider, viewer):
            for action in ("action_accept", "action_refuse", "action_keep_second"):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    getattr(fact.with_user(user), action)()
        fact.with_user(self.supervisor).action_accept()
        self.assertEqual(fact.decided_by_id, self.supervisor)

    def test_decided_once(self):
        self._say(email=NEW_EMAIL)
        fact = self._open("email")
        fact.action_accept()
        for action in ("action_accept", "action_refuse", "action_keep_second"):
            with self.assertRaises(UserError):
                getattr(fact.with_user(self.supervisor), action)()

    def test_two_decide_at_the_same_time(self):
        """The second one is told, and nothing is done twice."""
        self._say(email=NEW_EMAIL)
        fact = self._open("email")
        others = patch.object(
            type(fact), "try_lock_for_update", lambda self, **_how: self.browse()
        )
        with others, self.assertRaises(UserError):
            fact.action_accept()
        self.assertEqual(fact.state, "open")

    def test_high_risk_waits_after_it_was_accepted(self):
        """S7: a difference is no way round the second person."""
        self.dossier.sudo().bank_account = "6222021234567890111"
        statement = self.first._as_statement()._replace(
            values={"bank_account": "6222021234567890222"}
        )
        self.dossier._take_statements([(self.dossier, statement)])
        fact = self._open("bank_account")
        fact.action_accept()
        self.assertEqual(fact.state, "open")
        request = self.env["customer.change.request"].search(
            [("dossier_id", "=", self.dossier.id)]
        )
        request.with_user(self.supervisor).action_approve()
        self.assert_opened(self.dossier, bank_account="6222021234567890222")
        self.assertEqual(fact.state, "current")

    def test_overdue_after_a_day(self):
        """D8"""
        self._say(email=NEW_EMAIL)
        Fact = self.env["customer.fact"].with_user(self.salesperson)
        domain = [("is_overdue", "=", True), ("dossier_id", "=", self.dossier.id)]
        self.assertFalse(Fact.search(domain))
        fact = self._open("email")
        self.env.cr.execute(
            "UPDATE customer_fact SET create_date = %s WHERE id = %s",
            [fields.Datetime.now() - timedelta(hours=25), fact.id],
        )
        self.env.invalidate_all()
        self.assertEqual(Fact.search(domain), fact)
        self.assertTrue(fact.is_overdue)

    def _count_filing(self, numbers):
        """Queries of filing submissions of known customers that say something else."""
        submissions = self.env["customer.form.submission"]
        self.form.has_auto_accept = False
        for number in numbers:
            submissions |= self._register(
                customer_name=f"甲{number}",
                phone=f"1390001{number:04d}",
                email=f"other{number}@example.com",
                contact_name=f"乙{number}",
                source="exhibition",
            )
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        submissions.with_context(tracking_disable=True)._file()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_filing_1_and_80_known_customers_takes_the_same_queries(self):
        for number in range(85):
            self._create_dossier(
                f"甲{number}",
                phone=f"1390001{number:04d}",
                email=f"{number}@example.com",
            )
        self._count_filing([0])
        one = self._count_filing([1])
        many = self._count_filing(range(2, 82))
        self.assertEqual(
            self.env["customer.fact"].search_count(
                [("state", "=", "open"), ("name", "=", "email")]
            ),
            82,
        )
        self.assertLessEqual(many, one + 5)
