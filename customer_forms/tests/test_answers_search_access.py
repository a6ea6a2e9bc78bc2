"""Searching, ordering and grouping by answers tells nobody more than he sees (P4, S3)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .section_access_common import SectionAccessCommon


@tagged("-at_install", "post_install")
class TestAnswersSearchAccess(SectionAccessCommon):
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
