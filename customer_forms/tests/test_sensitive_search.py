"""Sensitive answers are found by the whole value and no part of it (V1, V2)."""

from odoo import Command
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import SQL

from .test_sensitive_answers import ANSWERS, CARD, SensitiveCommon


@tagged("-at_install", "post_install")
class TestSensitiveSearch(SensitiveCommon):
    """A second form asks the same in clear: its key ``mobile`` is a text."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plain_form = cls._publish(
            cls._create_form(
                [
                    {"key": "mobile", "type": "phone", "sensitivity": "none"},
                    {"key": "note"},
                ],
                department_ids=cls.team.ids,
            )
        )
        cls.plain = cls._submit(cls.plain_form, {"mobile": "13800001234", "note": "n"})
        cls.other = cls._submit(cls.form, {"mobile": "13700001234", "who": "王小红"})
        cls.all = cls.submission + cls.plain + cls.other
        cls.all.user_id = cls.salesperson

    def _found(self, *domain, user=None, **context):
        records = self._as(user or self.salesperson, self.all)
        records = records.with_context(**context)
        domain = Domain("id", "in", self.all.ids) & Domain(list(domain))
        return records.search(domain).sudo().with_env(self.env)

    # ------------------------------------------------------------
    # Finding
    # ------------------------------------------------------------

    def test_the_whole_value_finds_in_each_role(self):
        for user in (self.salesperson, self.supervisor, self.manager):
            for key, (typed, _kept, _mask) in ANSWERS.items():
                for operator, value in (("=", typed), ("in", [typed, "x"])):
                    with self.subTest(user=user.login, key=key, operator=operator):
                        found = self._found(
                            (f"answers.{key}", operator, value), user=user
                        )
                        self.assertEqual(found - self.plain, self.submission)

    def test_others_do_not_find_it(self):
        found = self._as(self.salesperson_2).search([("answers.card", "=", CARD)])
        self.assertFalse(found)

    def test_the_search_bar_finds_the_whole_value(self):
        for text in ("138 0000 1234", "+8613800001234"):
            with self.subTest(text):
                found = self._found(
                    ("answers.mobile", "ilike", text), customer_form_id=self.form.id
                )
                self.assertEqual(found - self.plain, self.submission)
        self.assertEqual(
            self._found(("answers.who", "ilike", " 王小明")), self.submission
        )
        self.assertFalse(self._found(("answers.who", "ilike", "王小")))

    def test_a_part_of_it_is_refused(self):
        for term in (
            ("answers.mobile", "ilike", "1380000"),
            ("answers.mail", "ilike", "wang"),
            ("answers.mobile", "=like", "138%"),
            ("answers.mobile", "not ilike", "138"),
            ("answers.budget", ">", 1000),
            ("answers.who", "ilike", "王%"),
            ("row_ids.answers.direct", "ilike", "139"),
        ):
            with self.subTest(term), self.assertRaises(UserError):
                self._found(term)

    def test_set_and_not_set(self):
        for operator, value, found in (
            ("!=", False, self.submission),
            ("=", False, self.plain + self.other),
            ("=", "", self.plain + self.other),
            ("in", [False, CARD], self.all),
            ("!=", CARD, self.plain + self.other),
            ("not in", [CARD, False], self.env["customer.form.submission"]),
        ):
            with self.subTest(operator=operator, value=value):
                self.assertEqual(self._found(("answers.card", operator, value)), found)

    def test_rows_are_found(self):
        rows = self._as(self.salesperson, self.submission.row_ids)
        for domain, is_found in (
            ([("answers.direct", "=", "13911112222")], True),
            ([("answers.direct", "=", "13800001234")], False),
            ([("answers.contact", "ilike", "李雷雷")], True),
        ):
            with self.subTest(domain):
                self.assertEqual(bool(rows.search(domain)), is_found)
        self.assertEqual(
            self._found(("row_ids.answers.direct", "=", "13911112222")), self.submission
        )

    def test_records_are_filtered_as_they_are_found(self):
        records = self._as(self.salesperson, self.all)
        for domain, found in (
            (
                [("answers.mobile", "=", "+8613800001234")],
                self.submission + self.plain,
            ),
            ([("answers.mobile", "=", "13800001234")], self.submission),
            ([("answers.mobile", "=", "13800009999")], self.all.browse()),
            ([("answers.mobile", "!=", "+8613800001234")], self.other),
            ([("answers.card", "=", False)], self.plain + self.other),
        ):
            with self.subTest(domain):
                self.assertEqual(
                    set(records.filtered_domain(domain).ids), set(found.ids)
                )

    # ------------------------------------------------------------
    # The same key in clear
    # ------------------------------------------------------------

    def test_a_key_that_another_form_asks_in_clear(self):
        both = self.submission + self.plain
        found = self._found(("answers.mobile", "=", "+8613800001234"))
        self.assertEqual(found, both)
        self.assertEqual(self._found(("answers.mobile", "!=", False)), self.all)
        found = self._found(
            ("answers.mobile", "ilike", "1380000"),
            ("form_id", "=", self.plain_form.id),
            customer_form_id=self.plain_form.id,
        )
        self.assertEqual(found, self.plain)
        for shown in ({}, {"customer_form_id": self.form.id}):
            with self.subTest(shown), self.assertRaises(UserError):
                self._found(("answers.mobile", "ilike", "1380000"), **shown)

    def test_read_in_the_joint_list(self):
        records = self._as(self.supervisor, self.submission + self.plain)
        read = records.with_context(customer_answers_joint=True).read(["answers"])
        values = [
            next(prop["value"] for prop in each["answers"] if prop["name"] == "mobile")
            for each in read
        ]
        self.assertEqual(values, ["138****1234", "+8613800001234"])

    # ------------------------------------------------------------
    # Groups
    # ------------------------------------------------------------

    def test_groups_and_order_by_mask(self):
        self._fill(mobile="13900001234", card=None, who="王二")
        records = self._as(self.salesperson)
        domain = [("form_id", "=", self.form.id)]
        groups = records._read_group(domain, ["answers.who"], ["__count"])
        self.assertEqual(groups, [("王*", 3)])
        opened = records.search([*domain, ("answers.who", "=", "王*")])
        self.assertEqual(len(opened), 3)
        self.assertEqual(
            records.search([*domain, ("answers.mobile", "=", "138****1234")]).ids,
            self.submission.ids,
        )
        ordered = records.search(domain, order="answers.mobile desc")
        self.assertEqual(
            [each.answers["mobile"] for each in ordered],
            ["139****1234", "138****1234", "137****1234"],
        )

    # ------------------------------------------------------------
    # Hidden sections
    # ------------------------------------------------------------

    def test_a_hidden_section_hides_what_is_in_the_vault(self):
        department = self.env["crm.team"].create(
            {"name": "Legal", "company_id": self.company.id}
        )
        section = self.form.section_ids.filtered(lambda each: each != self.people)
        section.see_department_ids = department
        submission = self._as(self.salesperson)
        self.assertFalse(submission.opened_values and "who" in submission.opened_values)
        self.assertNotIn("who", self._read(self.salesperson))
        self.assertFalse(self._found(("answers.card", "=", CARD)))
        self.assertNotIn("王", str(submission.answers_as_given))
        with self.assertRaises(UserError):
            submission.reveal("mobile", "Call")
        self.people.see_department_ids = department
        row = self._as(self.salesperson, self.submission.row_ids)
        self.assertFalse(row.search([("answers.direct", "=", "13911112222")]))
        found = self._found(("answers.card", "=", CARD), user=self.manager)
        self.assertEqual(found, self.submission)

    # ------------------------------------------------------------
    # Successors
    # ------------------------------------------------------------

    def test_successors_count(self):
        """What a retired question answered is found and read as its successor's."""
        questions = self.form.section_ids.field_ids
        mobile = questions.filtered(lambda each: each.key == "mobile")
        self.form.section_ids.filtered(lambda each: each != self.people).field_ids = [
            Command.create(self._field_vals(9, key="cell", type="phone"))
        ]
        mobile.active = False
        self.form.action_publish()
        mobile.successor_id = self._field(self.form, "cell")
        found = self._found(
            ("answers.cell", "=", "13800001234"), customer_answers="successor"
        )
        self.assertEqual(found, self.submission)
        self.assertFalse(self._found(("answers.cell", "=", "13800001234")))
        read = self._read(self.salesperson, customer_answers="successor")
        self.assertEqual(read["cell"], "138****1234")

    def test_a_condition_on_a_sensitive_answer(self):
        """Rules compare what was typed, not its mask."""
        form = self._create_form(
            [{"key": "budget", "type": "money"}, {"key": "why", "type": "text"}]
        )
        self._field(form, "why").condition = {
            "field": "budget",
            "is": "at_least",
            "value": 1000,
        }
        self._publish(form)
        for budget, is_kept in (("2000", True), ("500", False)):
            with self.subTest(budget):
                submission = self._submit(form, {"budget": budget, "why": "x"})
                self.assertEqual("why" in submission.answers._values, is_kept)
                self.assertEqual(submission.answers["budget"], "****")

    # ------------------------------------------------------------
    # Speed
    # ------------------------------------------------------------

    def test_the_vault_is_asked_by_its_index(self):
        self.env.cr.execute(
            """
            INSERT INTO customer_vault_value
                        (res_model, res_id, name, company_id, sensitivity, key_name, digest)
                 SELECT 'customer.form.submission', -n, 'card', %s, 'id', 'k', 'd' || n
                   FROM generate_series(1, 20000) AS n
            """,
            [self.company.id],
        )
        self.env.cr.execute("ANALYZE customer_vault_value")
        submission = self.env["customer.form.submission"]
        domain = [("answers.card", "=", CARD)]
        submission.search(domain)
        # Alone: beside few submissions PostgreSQL would ask for each of them.
        vault = self.env["customer.vault.value"]
        query = vault._matching(submission._name, "id", [CARD], ["card"])
        lines = self.env.execute_query(SQL("EXPLAIN %s", query))
        plan = "\n".join(line for (line,) in lines)
        self.assertIn("customer_vault_value_digest_idx", plan)
        self.assertNotIn("Seq Scan on customer_vault_value", plan)
        with self.assertQueryCount(2):  # the companies, whose digests differ, and this
            self.assertEqual(submission.search(domain), self.submission)
