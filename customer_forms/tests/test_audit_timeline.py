"""The audit log for people: sentences, masks only, and who sees which (S4, V1)."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestAuditTimeline(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.events = cls.env["customer.audit.event"]
        cls.form = cls._publish(
            cls._create_form(
                [{"key": "customer_name", "name": "Name"}, {"key": "note"}]
            )
        )
        cls.submission = cls._submit(cls.form, {"customer_name": "王小明"})
        cls.submission.write({"user_id": cls.salesperson.id, "team_id": cls.team.id})
        cls.change = {
            "changes": [{"name": "customer_name", "old": "王*", "new": "李*"}]
        }

    def _timeline(self, user, **extra):
        model = self.events.with_user(user)
        return model.timeline(self.submission._name, self.submission.id, **extra)

    def _sentences(self, user, **extra):
        return [each["sentence"] for each in self._timeline(user, **extra)["events"]]

    def test_a_timeline_says_what_was_done_newest_first(self):
        log = self.events.with_user(self.manager)
        log._log("reveal", self.submission, {"name": "customer_name"}, "Calls back")
        log._log("edit", self.submission, self.change)
        timeline = self._timeline(self.salesperson)
        self.assertEqual(
            [each["sentence"] for each in timeline["events"]],
            ["Corrected: “Name” from 王* to 李*", "Looked at “Name” in full"],
        )
        self.assertEqual(timeline["total"], 2)
        self.assertEqual(timeline["events"][1]["reason"], "Calls back")
        self.assertEqual(timeline["events"][1]["user"], self.manager.name)

    def test_a_timeline_is_in_the_language_of_who_reads_it(self):
        self.events._log("edit", self.submission, self.change)
        self.salesperson.lang = "zh_CN"
        model = self.events.with_user(self.salesperson).with_context(lang="zh_CN")
        (event,) = model.timeline(self.submission._name, self.submission.id)["events"]
        self.assertEqual(event["sentence"], "更正：“Name”由 王* 改为 李*")

    def test_a_timeline_comes_in_pages(self):
        for number in range(25):
            self.events._log("export", self.submission, {"rows": number})
        first = self._timeline(self.salesperson)
        self.assertEqual((first["total"], len(first["events"])), (25, 20))
        rest = self._timeline(self.salesperson, offset=20)
        self.assertEqual(len(rest["events"]), 5)
        ids = [each["id"] for each in first["events"] + rest["events"]]
        self.assertEqual(ids, sorted(ids, reverse=True))

    def test_who_may_not_read_the_record_has_no_timeline_of_it(self):
        self.events._log("edit", self.submission, self.change)
        for user in (self.salesperson_2, self.outsider):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._timeline(user)
        model = self.events.with_user(self.salesperson)
        for name in ("res.users", "no.model", None):
            with self.subTest(model=name), self.assertRaises(AccessError):
                model.timeline(name, self.salesperson.id)

    def test_a_hidden_answer_was_never_corrected(self):
        """P4: neither the timeline nor the log says anything of it."""
        department = self.env["crm.team"].create({"name": "Another department"})
        self.form.section_ids.see_department_ids = [Command.link(department.id)]
        event = self.events._log("edit", self.submission, self.change)
        self.assertEqual(self._sentences(self.salesperson), [])
        self.assertEqual(
            event.with_user(self.salesperson).sentence, "Corrected answers"
        )
        self.assertEqual(len(self._sentences(self.manager)), 1)

    def test_every_kind_has_a_sentence(self):
        for kind, _label in self.events._fields["kind"].selection:
            with self.subTest(kind=kind):
                for details in ({}, {"name": "note"}, {"action": "published"}):
                    if kind == "rule" or details.get("action") != "published":
                        event = self.events._log(kind, None, details)
                        self.assertTrue(event.sentence)
                        self.assertNotIn("%(", event.sentence)

    def test_what_is_gone_can_still_be_read_of(self):
        event = self.events._log("reveal", self.submission, {"name": "customer_name"})
        event_id, number = event.id, self.submission.number
        self.submission.unlink()
        event = self.events.browse(event_id)
        self.assertEqual(event.sentence, "Looked at “customer_name” in full")
        self.assertEqual(event.record_name, number)
        with self.assertRaises(UserError):
            event.action_open_record()

    def test_the_record_is_opened_from_the_log(self):
        event = self.events._log("reveal", self.submission)
        action = event.with_user(self.salesperson).action_open_record()
        self.assertEqual(
            (action["res_model"], action["res_id"]),
            (self.submission._name, self.submission.id),
        )

    def test_a_list_of_events_asks_once_for_their_records(self):
        for _number in range(20):
            self.events._log("edit", self.submission, self.change)
        events = self.events.with_user(self.salesperson).search([])
        events[:1].mapped("sentence")
        self.env.invalidate_all()
        with self.assertQueryCount(14):
            events.mapped("sentence")
