"""Who sees which answers, through every door (P4, S3)."""

from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from .section_access_common import SectionAccessCommon


@tagged("-at_install", "post_install")
class TestAnswersAccess(SectionAccessCommon):
    # ------------------------------------------------------------
    # Reading
    # ------------------------------------------------------------

    def _read_keys(self, submission):
        """Keys of the answers that RPC calls give away, by call."""
        (read,) = submission.read(["answers"])
        (web_read,) = submission.web_read({"answers": {}})
        return {
            "read": {prop["name"] for prop in read["answers"]},
            "web_read": {prop["name"] for prop in web_read["answers"]},
            "record": set(submission.answers),
            "values": set(submission.answers._values),
        }

    def test_read(self):
        everything = {"customer_name", "budget", "bank", "paid_on", "proof"}
        for users, expected in (
            (self._excluded, {"customer_name"}),
            (self._included, everything),
        ):
            for user in users:
                secret = self._as(user)[0]
                for call, keys in self._read_keys(secret).items():
                    with self.subTest(user=user.login, call=call):
                        self.assertEqual(keys, expected)

    def test_the_same_key_elsewhere_stays_readable(self):
        self.assertEqual(self._as(self.salesperson)[1].answers["budget"], 700)

    def test_a_hidden_answer_is_no_answer(self):
        secret = self._as(self.salesperson)[0]
        self.assertIsNone(secret.answers.get("budget"))
        with self.assertRaises(KeyError):
            secret.answers["budget"]
        self.assertFalse(secret.filtered_domain([("answers.budget", "=", 700)]))
        self.assertEqual(secret.mapped("answers"), [{"customer_name": "Ann"}])

    def test_choosing_another_form_on_the_screen_opens_nothing(self):
        secret = self._as(self.salesperson)[0]
        result = secret.onchange(
            {"form_id": self.open_form.id}, ["form_id"], {"form_id": {}, "answers": {}}
        )
        self.assertNotIn("700", str(result))
        changed = secret.new({"form_id": self.open_form.id}, origin=secret)
        self.assertNotIn("budget", changed.answers._values)

    def test_answers_as_given(self):
        self.assertIn("700", str(self.secret.answers_as_given))
        self.assertNotIn("700", str(self._as(self.salesperson)[0].answers_as_given))
        # also in one transaction
        self.assertIn("700", str(self.secret.answers_as_given))
        secret = self.secret.with_user(self.salesperson).sudo(False)
        self.assertNotIn("700", str(secret.answers_as_given))
        self.assertNotIn("Money", str(secret.answers_as_given))
        self.assertIn("700", str(self._as(self.accountant)[0].answers_as_given))

    def test_export(self):
        names = ["number", "answers", "answers.budget", "answers.bank"]
        for user, is_hidden in ((self.salesperson, True), (self.accountant, False)):
            with self.subTest(user.login):
                secret = self._as(user)[0]
                exported = str(secret.export_data(names)["datas"])
                self.assertEqual("700" in exported, not is_hidden)
                self.assertEqual("Boc" in exported, not is_hidden)

    def test_superuser_mode_sees_all_after_a_user_looked(self):
        self._as(self.salesperson)[0].read(["answers"])
        self.assertEqual(self.secret.answers["budget"], 700)

    # ------------------------------------------------------------
    # What the questions are
    # ------------------------------------------------------------

    def test_definitions(self):
        for user, expected in ((self.salesperson, 1), (self.accountant, 5)):
            form = self.secret_form.with_user(user)
            with self.subTest(user.login):
                self.env.invalidate_all()
                (read,) = form.read(["answer_definition"])
                self.assertEqual(len(read["answer_definition"]), expected)
                exported = str(form.export_data(["answer_definition"]))
                self.assertEqual("bank" in exported, expected == 5)
                find = self.env["customer.form.submission"].with_user(user)
                definition = find.get_property_definition("answers.bank")
                self.assertEqual(bool(definition), expected == 5)

    def test_publishing_keeps_what_the_publisher_does_not_see(self):
        self.env.invalidate_all()
        form = self.secret_form.with_user(self.creator)
        self._field(form, "bank").active = False
        form.section_ids[0].name = "Renamed"
        form.action_publish()
        names = {prop["name"] for prop in self.secret_form.answer_definition}
        self.assertIn("bank", names)
        self.assertEqual(self.secret.answers._values["bank"], "boc")

    def test_an_archived_question_stays_hidden(self):
        self._field(self.secret_form, "budget").active = False
        self.assertNotIn("budget", self._as(self.salesperson)[0].answers._values)
        self.assertIn("budget", self._as(self.accountant)[0].answers._values)

    def test_a_key_of_no_question_is_hidden(self):
        form = self.secret_form.sudo()
        form.answer_definition = [
            *form.answer_definition,
            {"name": "ghost", "type": "char", "string": "Ghost"},
        ]
        self.secret.answers = {**self.secret.answers._values, "ghost": "boo"}
        self.assertNotIn("boo", str(self._as(self.salesperson)[0].read(["answers"])))
        self.assertIn("boo", str(self._as(self.manager)[0].read(["answers"])))

    # ------------------------------------------------------------
    # Departments
    # ------------------------------------------------------------

    def test_membership_decides_at_once(self):
        secret = self._as(self.salesperson)[0]
        self.assertNotIn("budget", secret.answers._values)
        member = self.env["crm.team.member"].create(
            {"crm_team_id": self.finance.id, "user_id": self.salesperson.id}
        )
        self.assertIn("budget", secret.answers._values)
        member.active = False
        self.assertNotIn("budget", secret.answers._values)
        self.secret_section.see_department_ids = False
        self.assertIn("budget", secret.answers._values)

    def test_an_archived_department_opens_nothing(self):
        self.finance.active = False
        self.assertNotIn("budget", self._as(self.salesperson)[0].answers._values)
        self.assertIn("budget", self._as(self.accountant)[0].answers._values)

    def test_a_department_that_sees_a_section_is_not_deleted(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.finance.unlink()

    def test_a_form_of_which_nothing_is_seen(self):
        self.secret_form.section_ids.see_department_ids = self.finance
        secret = self._as(self.salesperson)[0]
        self.assertFalse(secret.answers._values)
        self.assertEqual(secret.read(["answers"])[0]["answers"], [])
        self.assertFalse(self._found(self.salesperson, ("answers.bank", "=", "boc")))

    # ------------------------------------------------------------
    # Queries
    # ------------------------------------------------------------

    def test_queries_do_not_grow_with_the_submissions(self):
        many = self.env["customer.form.submission"].browse(
            [
                self._submit(self.secret_form, {"customer_name": f"N{n}"}).id
                for n in range(20)
            ]
        )
        many.user_id = self.salesperson
        counts = []
        for submissions in (many[:1], many[:1], many):  # the first fills Odoo's caches
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            mine = submissions.with_user(self.salesperson).sudo(False)
            mine.web_read({"answers": {}, "file_ids": {"fields": {"name": {}}}})
            mine.mapped("answers")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
