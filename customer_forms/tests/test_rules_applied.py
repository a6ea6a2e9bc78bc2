"""The rules of a published form, from its settings to what a visitor is told."""

import datetime
import json
import uuid

from freezegun import freeze_time
from lxml import html

from odoo import Command
from odoo.tests import HttpCase, tagged

from ..exceptions import InvalidSubmission
from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestRulesApplied(CustomerFormsCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.form = cls._create_form(
            [
                {"key": "first", "type": "money"},
                {"key": "second", "type": "money"},
                {"key": "total", "type": "money"},
                {"key": "start", "type": "date", "earliest": "today"},
                {"key": "code", "type": "text", "format": "capitals_digits"},
                {"key": "staff", "type": "integer", "is_soft": True},
            ],
            slug="rules-applied",
        )
        cls._field(cls.form, "staff").write(
            {"has_range": True, "min_value": 1, "max_value": 10}
        )
        cls._field(cls.form, "code").required_condition = {
            "field": "first",
            "is": "at_least",
            "value": 1000,
        }
        cls.form.rule_ids = [
            Command.create(
                {"terms": ["first", "second"], "operator": "equal", "key": "sum"}
                | {"other_key": "total"}
            ),
            Command.create(
                {"terms": ["total"], "operator": "at_most", "key": "cap"}
                | {"value": "5000", "message": "Please call us instead."}
            ),
        ]
        cls._publish(cls.form)

    def _messages(self, answers, lang="en_US"):
        with self.assertRaises(InvalidSubmission) as caught:
            self._submit(self.form.with_context(lang=lang), answers)
        return caught.exception.messages

    def test_a_sum_that_does_not_add_up_is_told_in_words(self):
        answers = {"first": "1", "second": "2", "total": "4"}
        self.assertEqual(
            self._messages(answers),
            {"total": ["first + second must be the same as total."]},
        )
        self.assertEqual(
            self._messages(answers, "zh_CN"),
            {"total": ["first + second须与 total 相同。"]},
        )
        kept = self._submit(self.form, answers | {"total": "3"})
        # the rule compared the amounts; what is kept of them in clear is a mask (V1)
        self.assertEqual(kept.answers["total"], "****")
        self.assertEqual(kept._open_values()[kept.id]["total"], 3)

    def test_a_rule_speaks_in_its_own_words(self):
        self.assertEqual(
            self._messages({"total": "5000.01"}), {"total": ["Please call us instead."]}
        )

    def test_required_when_and_ready_formats(self):
        enough = {"first": "1000"}
        self.assertEqual(self._messages(enough), {"code": ["Please fill this in."]})
        self.assertEqual(
            self._messages(enough | {"code": "ab1"}),
            {"code": ["Please use capital letters and digits only."]},
        )

    def test_what_only_warns_is_kept(self):
        submission = self._submit(self.form, {"staff": "11"})
        self.assertEqual(submission.answers["staff"], 11)

    def test_today_is_the_day_where_the_company_is(self):
        self.company.partner_id.tz = "Asia/Shanghai"
        with freeze_time("2026-03-04 16:30:00"):
            self.assertIn("start", self._messages({"start": "2026-03-04"}))
            self._submit(self.form, {"start": "2026-03-05"})

    def test_a_page_sent_again_the_next_day_is_still_the_same(self):
        client_uuid = str(uuid.uuid4())
        today = self.form._company_today()
        answers = {"start": today.isoformat()}
        first = self._submit(self.form, answers, client_uuid=client_uuid)
        with freeze_time(datetime.datetime.now() + datetime.timedelta(days=2)):
            self.assertIn("start", self._messages(answers))
            again = self._submit(self.form, answers, client_uuid=client_uuid)
        self.assertEqual(again, first)

    def test_the_page_brings_the_rules_and_their_words(self):
        page = html.fromstring(self.url_open("/forms/rules-applied").text)
        (form,) = page.xpath("//form[@data-rules]")
        carried = json.loads(form.get("data-rules"))
        self.assertEqual(carried["today"], self.form._company_today().isoformat())
        self.assertEqual(
            {rule["key"]: rule["message"] for rule in carried["rules"]},
            {
                "sum": "first + second must be the same as total.",
                "cap": "Please call us instead.",
            },
        )
