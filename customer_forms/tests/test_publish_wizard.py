"""What publishing tells before it is done (F11)."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..models.submission.submission_request import FilledForm
from ..models.version import customer_form_recheck
from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestPublishWizard(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "who", "is_required": True},
                    {"key": "by", "type": "select", "options": ["fax", "mail"]},
                    {"key": "wants", "type": "multi", "options": ["a", "b"]},
                    {"key": "age", "type": "integer"},
                    {"key": "old", "type": "text"},
                    {"key": "new", "type": "text"},
                ]
            )
        )
        for answers in (
            {"by": "fax", "age": "7", "old": "x"},
            {"by": "fax", "wants": ["a", "b"], "age": "9"},
            {"by": "mail", "wants": ["b"], "old": "y"},
        ):
            cls._submit(cls.form, {"who": "Ann", **answers})
        cls.draft = cls.form.with_user(cls.creator)

    def _wizard(self, form=None):
        action = (form or self.draft).action_publish_wizard()
        return (
            self.env[action["res_model"]]
            .with_user(self.creator)
            .browse(action["res_id"])
        )

    def _counts(self, wizard):
        return {
            (change["kind"], change["field"]): change["count"]
            for change in wizard.changes["changes"]
        }

    def test_the_answers_that_a_change_touches_are_counted(self):
        self._field(self.form, "old").active = False
        self._field(self.form, "by").option_ids[0].active = False
        self._field(self.form, "wants").option_ids[1].active = False
        self._field(self.form, "age").write(
            {"has_range": True, "min_value": 8, "max_value": 99, "is_required": True}
        )
        self._field(self.form, "who").is_unique = True
        wizard = self._wizard()
        self.assertEqual(
            self._counts(wizard),
            {
                ("now_unique", "who"): 2,
                ("option_removed", "by"): 2,
                ("option_removed", "wants"): 2,
                ("now_required", "age"): 1,
                ("min_value", "age"): 1,
                ("max_value", "age"): 0,
                ("field_removed", "old"): 2,
            },
        )
        for words in (
            "“who” is now taken once only",
            "“Fax” of “by” is no longer offered",
            "Chosen so far: 2",
            "would not pass any more: 1",
        ):
            self.assertIn(words, wizard.summary)
        self.assertEqual(wizard.changes["total"], 3)

    def test_what_only_warned_and_is_an_error_now_is_counted(self):
        age = self._field(self.form, "age")
        age.write({"is_soft": True, "has_range": True, "min_value": 8, "max_value": 99})
        self.draft.action_publish()
        age.write({"is_soft": False, "min_value": 9, "is_required": True})
        self._submit(self.form, {"who": "Bo", "age": "8"})
        self.assertEqual(
            self._counts(self._wizard()),
            {
                ("now_required", "age"): 1,
                ("not_soft", "age"): 3,
                ("min_value", "age"): 1,
            },
        )

    def test_rows_are_counted_too(self):
        form = self._create_form([{"key": "who"}])
        rows = self.env["customer.form.section"].create(
            {
                "form_id": form.id,
                "name": "Visits",
                "key": "visits",
                "is_repeating": True,
                "field_ids": [
                    Command.create(self._field_vals(number, **vals))
                    for number, vals in enumerate(
                        [
                            {"key": "place"},
                            {"key": "days", "type": "integer"},
                            {"key": "about"},
                        ]
                    )
                ],
            }
        )
        self._publish(form)
        for visits in (
            [{"place": "A", "days": "1"}, {"place": "B", "about": "b"}],
            [{"about": "c"}],
            [{"place": "D", "days": "4"}],
        ):
            self._submit(form, {"visits": visits})
        place, days, _about = rows.field_ids
        place.active = False
        days.is_required = True
        self.assertEqual(
            self._counts(self._wizard(form.with_user(self.creator))),
            {("now_required", "days"): 2, ("field_removed", "place"): 2},
        )

    def test_the_number_of_queries_does_not_grow(self):
        self._field(self.form, "old").active = False
        self._field(self.form, "age").is_required = True

        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._wizard()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries()
        few = queries()
        self.form._submit_many(
            [FilledForm({"who": f"N{n}", "old": "z"}) for n in range(40)]
        )
        self.assertEqual(queries(), few)

    def test_only_the_newest_answers_are_looked_into(self):
        self.patch(customer_form_recheck, "MAX_RECHECKED", 2)
        self._field(self.form, "old").active = False
        wizard = self._wizard()
        self.assertEqual(self._counts(wizard)["field_removed", "old"], 1)
        self.assertEqual((wizard.changes["checked"], wizard.changes["total"]), (2, 3))
        self.assertIn("Counted among the newest", wizard.summary)

    def test_successors_are_asked_for_and_kept(self):
        self._field(self.form, "old").active = False
        self._field(self.form, "by").option_ids[0].active = False
        wizard = self._wizard()
        option_line, field_line = wizard.line_ids
        self.assertEqual(wizard.line_ids.mapped("name"), ["by: Fax", "old"])
        self.assertEqual(field_line.candidate_ids.mapped("key"), ["who", "new"])
        field_line.successor_id = self._field(self.form, "new")
        option_line.option_successor_id = self._field(self.form, "by").option_ids[-1]
        wizard.note = "Fax is history"
        result = wizard.action_publish()
        self.assertEqual(self._field(self.form, "old").successor_id.key, "new")
        fax = self._field(self.form, "by").with_context(active_test=False).option_ids[0]
        self.assertEqual(fax.successor_id.key, "mail")
        version = self.form.current_version_id
        self.assertEqual((version.number, version.note), (2, "Fax is history"))
        self.assertEqual(version.create_uid, self.creator)
        self.assertIn("Version 2", result["params"]["message"])
        self.assertEqual(
            result["params"]["next"]["type"], "ir.actions.act_window_close"
        )

    def test_the_dialog_opens_by_its_action_too(self):
        self._field(self.form, "old").active = False
        wizard = Form(
            self.env["customer.form.publish"]
            .with_user(self.creator)
            .with_context(active_id=self.form.id)
        )
        self.assertIn("“old” is no longer asked", wizard.summary)
        self.assertEqual(len(wizard.line_ids), 1)
        wizard.save().action_publish()
        self.assertEqual(self.form.current_version_id.number, 2)

    def test_the_first_publication_tells_the_link(self):
        form = self._create_form(slug="first-time").with_user(self.creator)
        wizard = self._wizard(form)
        self.assertFalse(wizard.changes)
        self.assertIn("/forms/first-time", wizard.summary)
        result = wizard.action_publish()
        self.assertEqual(form.state, "published")
        share = result["params"]["next"]
        self.assertEqual(share["res_model"], "customer.form.share")
        self.assertEqual(share["context"]["default_form_id"], form.id)

    def test_nothing_changed(self):
        self.assertIn("Nothing changed since the last", self._wizard().summary)

    def test_all_problems_are_named_at_once(self):
        form = self._create_form(
            [
                {"key": "kind", "name": "Kind", "type": "select"},
                {"key": "one", "role": "customer_name"},
                {"key": "two", "role": "customer_name"},
                {"key": "when", "role": "expected_closing"},
            ]
        ).with_user(self.creator)
        problems = form._publish_problems()
        self.assertEqual(
            [problem["field"] for problem in problems], ["two", "when", "kind"]
        )
        wizard = self._wizard(form)
        for problem in problems:
            self.assertTrue(problem["sentence"])
            self.assertIn("Put this right first", wizard.summary)
        with self.assertRaisesRegex(UserError, "(?s)both mean.*Kind"):
            form.action_publish()

    def test_who_may_not_design_does_not_publish(self):
        with self.assertRaises(AccessError):
            self.form.with_user(self.salesperson).action_publish_wizard()
        with self.assertRaises(AccessError):
            self.env["customer.form.publish"].with_user(self.salesperson).create(
                {"form_id": self.form.id}
            )

    def test_a_form_of_another_company_is_not_told_about(self):
        foreign = self._create_form(company_id=self.company_2.id, user_id=False)
        with self.assertRaises(AccessError):
            wizard = self.env["customer.form.publish"].with_user(self.creator)
            wizard = wizard.create({"form_id": foreign.id})
            wizard.summary  # noqa: B018 reading computes it
