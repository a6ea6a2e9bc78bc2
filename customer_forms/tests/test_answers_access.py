"""Who sees which answers, through every door (P4, S3)."""

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CustomerFormsCommon


class SectionAccessCommon(CustomerFormsCommon):
    """Two forms that ask ``budget``: in the secret one only the finance department sees
    the answer, in the open one everybody does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accountant = cls._create_user("cf_accountant", "user")
        cls.finance_head = cls._create_user("cf_finance_head", "user")
        cls.finance = cls.env["crm.team"].create(
            {
                "name": "Finance",
                "user_id": cls.finance_head.id,
                "company_id": cls.company.id,
                "member_ids": cls.accountant.ids,
            }
        )
        cls.secret_form = cls._create_form(department_ids=cls.team.ids, name="Secret")
        cls.secret_section = cls.env["customer.form.section"].create(
            {
                "form_id": cls.secret_form.id,
                "name": "Money",
                "see_department_ids": cls.finance.ids,
                "field_ids": [
                    Command.create(cls._field_vals(number, **field))
                    for number, field in enumerate(
                        (
                            {"key": "budget", "type": "integer"},
                            {
                                "key": "bank",
                                "type": "select",
                                "options": ["icbc", "boc"],
                            },
                            {"key": "paid_on", "type": "date"},
                            {
                                "key": "proof",
                                "type": "attachment",
                                "file_formats": "pdf",
                            },
                        )
                    )
                ],
            }
        )
        cls.payments = cls.env["customer.form.section"].create(
            {
                "form_id": cls.secret_form.id,
                "name": "Payments",
                "key": "payments",
                "is_repeating": True,
                "see_department_ids": cls.finance.ids,
                "field_ids": [
                    Command.create(cls._field_vals(0, key="paid", type="integer")),
                    Command.create(cls._field_vals(1, key="bill", type="attachment")),
                ],
            }
        )
        cls._publish(cls.secret_form)
        cls.open_form = cls._publish(
            cls._create_form(
                [{"key": "customer_name"}, {"key": "budget", "type": "integer"}],
                name="Open",
            )
        )
        cls.secret = cls._submit(
            cls.secret_form,
            {
                "customer_name": "Ann",
                "budget": "700",
                "bank": "boc",
                "paid_on": "2026-03-05",
                "proof": [cls._file()],
                "payments": [{"paid": "4711", "bill": [cls._file("bill.pdf")]}],
            },
        )
        cls.open = cls._submit(cls.open_form, {"customer_name": "Bob", "budget": "700"})
        cls.both = cls.secret + cls.open
        cls.row = cls.secret.row_ids
        cls.file = cls.secret.file_ids.filtered(lambda file: not file.row_id)
        cls.bill = cls.secret.file_ids - cls.file
        cls.attachment = cls.file.attachment_id
        for user in (cls.salesperson, cls.accountant):
            user.group_ids += cls.env.ref("base.group_allow_export")

    def _as(self, user):
        """The two submissions as ``user`` gets them, who handles both."""
        self.both.user_id = user
        self.env.flush_all()
        self.env.invalidate_all()
        return self.both.with_user(user).sudo(False)

    @property
    def _excluded(self):
        """Staff who see the submission but not its money."""
        return (self.salesperson, self.supervisor, self.creator)

    @property
    def _included(self):
        return (self.accountant, self.finance_head, self.manager)


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
    # Searching, ordering, grouping
    # ------------------------------------------------------------

    def _found(self, user, *leaves):
        both = self._as(user)
        return both.search([("id", "in", both.ids), *leaves]).mapped("form_id.name")

    def test_search_answers_from_what_is_seen(self):
        for leaf in (
            ("answers.budget", "=", 700),
            ("answers.budget", "in", [700, 1]),
            ("answers.budget", ">", 600),
            ("answers.budget", "!=", False),
            ("answers.budget", "ilike", "70"),
            ("answers.budget", "=like", "70%"),
        ):
            with self.subTest(leaf):
                self.assertEqual(self._found(self.salesperson, leaf), ["Open"])
                found = self._found(self.accountant, leaf)
                self.assertEqual(set(found), {"Open", "Secret"})

    def test_what_is_hidden_is_found_as_unanswered(self):
        for leaf in (
            ("answers.budget", "=", False),
            ("answers.budget", "in", [False, 1]),
            ("answers.budget", "!=", 700),
            ("answers.budget", "not in", [700, 2]),
            ("answers.budget", "not ilike", "70"),
        ):
            with self.subTest(leaf):
                self.assertEqual(self._found(self.salesperson, leaf), ["Secret"])
                self.assertFalse(self._found(self.accountant, leaf))

    def test_no_condition_tells_two_hidden_answers_apart(self):
        other = self._submit(self.secret_form, {"customer_name": "Eve", "budget": "3"})
        other.user_id = self.salesperson
        mine = self._as(self.salesperson)
        for operator, value in (
            ("=", 700),
            ("!=", 700),
            ("<", 600),
            (">=", 600),
            ("in", [700]),
            ("in", [700, False]),
            ("not in", [700, 1]),
            ("not in", [700, False]),
            ("ilike", "70"),
            ("not ilike", "70"),
            ("not =like", "7%"),
        ):
            for domain in (
                [("answers.budget", operator, value)],
                ["!", ("answers.budget", operator, value)],
            ):
                with self.subTest(domain):
                    found = mine.search(
                        [("id", "in", (other + self.secret).ids), *domain]
                    )
                    self.assertIn(len(found), (0, 2))

    def test_zero_and_one_are_numbers(self):
        for number in ("0", "1", "5"):
            self._submit(self.open_form, {"customer_name": "N", "budget": number})
        find = self.env["customer.form.submission"]
        for operator, value, expected in (
            ("=", 0, [0]),
            ("=", 1, [1]),
            ("in", [0, 5], [0, 5]),
            ("!=", 1, [0, 5, 700]),
            ("not in", [0, 1], [5, 700]),
        ):
            with self.subTest(operator=operator, value=value):
                found = find.search(
                    [
                        ("form_id", "=", self.open_form.id),
                        ("answers.budget", operator, value),
                    ]
                )
                budgets = [each.answers._values["budget"] for each in found]
                self.assertEqual(sorted(budgets), expected)

    def test_search_through_other_records(self):
        self._as(self.salesperson)
        files = self.env["customer.form.file"].with_user(self.salesperson)
        domain = [("submission_id.answers.customer_name", "=", "Ann")]
        self.assertFalse(files.search(domain))

    def test_order(self):
        other = self._submit(self.secret_form, {"customer_name": "Eve", "budget": "3"})
        other.user_id = self.salesperson
        secrets = other + self.secret
        mine = self._as(self.salesperson)
        orders = {
            direction: mine.search(
                [("id", "in", secrets.ids)], order=f"answers.budget {direction}, id"
            ).ids
            for direction in ("asc", "desc")
        }
        self.assertEqual(orders["asc"], orders["desc"])
        seen = secrets.with_user(self.manager).sudo(False)
        found = seen.search([("id", "in", secrets.ids)], order="answers.budget, id")
        self.assertEqual(found.ids, (other + self.secret).ids)

    def test_the_whole_column_is_not_for_sale(self):
        for user in (self.salesperson, self.manager):
            both = self._as(user)
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    both.search([], order="answers desc")
                for function in ("array_agg", "max", "count_distinct"):
                    with self.assertRaises(AccessError):
                        both._read_group([], [], [f"answers:{function}"])
                with self.assertRaises(AccessError):
                    both.formatted_read_group([], ["form_id"], ["answers:array_agg"])

    def test_group(self):
        for specs in (["answers.budget"], ["answers.bank"], ["answers.paid_on:month"]):
            for user, is_hidden in ((self.salesperson, True), (self.accountant, False)):
                with self.subTest(user=user.login, groupby=specs):
                    both = self._as(user)
                    domain = [("id", "=", both[0].id)]
                    groups = both.formatted_read_group(domain, specs, ["__count"])
                    web = both.web_read_group(domain, specs, ["__count"])["groups"]
                    for found in (groups, web):
                        self.assertEqual(len(found), 1)
                        value = found[0][specs[0]]
                        self.assertEqual(not value, is_hidden, value)

    def test_group_across_forms(self):
        both = self._as(self.salesperson)
        groups = both._read_group(
            [("id", "in", both.ids)], ["answers.budget"], ["id:recordset"]
        )
        by_value = {value: found.form_id.name for value, found in groups}
        self.assertEqual(by_value, {700: "Open", False: "Secret"})

    def test_group_through_other_records(self):
        both = self._as(self.manager)
        files = self.env["customer.form.file"].with_user(self.manager)
        domain = [("submission_id", "in", both.ids)]
        path = "submission_id.answers.budget"
        self.assertEqual(files._read_group(domain, [path]), [(700,)])
        self._as(self.salesperson)
        files = self.env["customer.form.file"].with_user(self.salesperson)
        self.assertNotIn("700", str(files._read_group(domain, [path])))

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
    # Files
    # ------------------------------------------------------------

    def test_files(self):
        for user, is_seen in (
            *((user, False) for user in self._excluded),
            *((user, True) for user in self._included),
        ):
            secret = self._as(user)[0]
            file = self.file.with_user(user).sudo(False)
            attachment = self.attachment.with_user(user).sudo(False)
            domain = [("res_model", "=", secret._name), ("res_id", "=", secret.id)]
            with self.subTest(user.login):
                self.assertEqual(file.has_access("read"), is_seen)
                self.assertEqual(bool(file.search([("id", "=", file.id)])), is_seen)
                self.assertEqual(bool(secret.file_ids), is_seen)
                self.assertEqual(attachment.has_access("read"), is_seen)
                self.assertEqual(bool(attachment.search(domain)), is_seen)
                by_id = [("id", "=", attachment.id)]
                self.assertEqual(bool(attachment.search(by_id)), is_seen)
                self.assertEqual(bool(attachment.search_count(by_id)), is_seen)
                if not is_seen:
                    for record in (file, attachment):
                        with self.assertRaises(AccessError):
                            record.read(["name"])

    def test_files_in_rows(self):
        for user, is_seen in ((self.salesperson, False), (self.accountant, True)):
            self._as(user)
            with self.subTest(user.login):
                for record in (self.bill, self.bill.attachment_id):
                    theirs = record.with_user(user).sudo(False)
                    self.assertEqual(theirs.has_access("read"), is_seen)

    # ------------------------------------------------------------
    # Rows
    # ------------------------------------------------------------

    def test_rows(self):
        for user, is_seen in (
            *((user, False) for user in self._excluded),
            *((user, True) for user in self._included),
        ):
            secret = self._as(user)[0]
            row = self.row.with_user(user).sudo(False)
            domain = [("submission_id", "=", secret.id)]
            with self.subTest(user.login):
                self.assertEqual(row.has_access("read"), is_seen)
                self.assertEqual(bool(row.search(domain)), is_seen)
                self.assertEqual(
                    bool(row.search([("answers.paid", "=", 4711)])), is_seen
                )
                self.assertEqual(bool(secret.row_ids), is_seen)
                self.assertEqual(bool(secret.row_count), is_seen)
                groups = row._read_group(domain, ["answers.paid"], ["__count"])
                self.assertEqual(groups, [(4711, 1)] if is_seen else [])
                self.assertEqual("4711" in str(secret.answers_as_given), is_seen)
                definition = row.get_property_definition("answers.paid")
                self.assertEqual(bool(definition), is_seen)
                if not is_seen:
                    with self.assertRaises(AccessError):
                        row.read(["answers"])

    def test_rows_are_given_in_no_other_way(self):
        self.assertIn("4711", str(self.secret.answers_as_given))
        secret = self.secret.with_user(self.salesperson).sudo(False)
        self.secret.user_id = self.salesperson
        self.assertNotIn("4711", str(secret.answers_as_given))
        find = self._as(self.salesperson)
        found = find.search([("row_ids.answers.paid", "=", 4711)])
        self.assertFalse(found)
        found = self._as(self.accountant).search([("row_ids.answers.paid", "=", 4711)])
        self.assertEqual(found.ids, self.secret.ids)

    def test_files_of_a_colleague_stay_a_colleagues(self):
        self._as(self.manager)
        file = self.file.with_user(self.accountant).sudo(False)
        self.assertFalse(file.has_access("read"))

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
