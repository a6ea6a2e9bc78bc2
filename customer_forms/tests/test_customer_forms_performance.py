"""Query counts do not grow with the number of records (invariant 5)."""

import statistics
import sys
import time

from odoo.tests import tagged

from ..models.submission.submission_request import FilledForm
from .common import CustomerFormsCommon

# type -> an answer; with 11 more of these types, and one unique answer, 25 fields
ANSWERS = {
    "text": "Some text",
    "longtext": "Longer text\nof two lines",
    "select": "a",
    "radio": "b",
    "multi": ["a", "c"],
    "date": "2026-03-05",
    "datetime": "2026-03-05T10:00",
    "phone": "13800001234",
    "email": "ann@example.com",
    "url": "https://example.com",
    "integer": "1200",
    "decimal": "3.5",
    "money": "100.50",
    "consent": "yes",
}
TYPES = [*ANSWERS, *list(ANSWERS)[:10]]


@tagged("-at_install", "post_install")
class TestCustomerFormsPerformance(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "customer_name"},
                    {"key": "kind", "type": "select", "options": ["a", "b"]},
                ]
            )
        )
        cls.submissions = cls.env["customer.form.submission"].concat(
            *(
                cls._submit(cls.form, {"customer_name": f"N{n}", "kind": "a"})
                for n in range(80)
            )
        )

    def _queries_to_read(self, submissions):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        submissions.web_read(
            {
                "number": {},
                "form_id": {"fields": {"display_name": {}}},
                "answers": {},
                "user_id": {"fields": {"display_name": {}}},
                "state": {},
            }
        )
        return self.env.cr.sql_log_count - before

    def test_reading_the_list(self):
        self._queries_to_read(self.submissions[:1])
        self.assertEqual(
            self._queries_to_read(self.submissions[:1]),
            self._queries_to_read(self.submissions),
        )

    def test_counting_submissions(self):
        forms = self.form + self.env["customer.form"].concat(
            *(self._create_form() for _n in range(20))
        )
        self.env.flush_all()
        forms.invalidate_recordset()
        with self.assertQueryCount(1):
            self.assertEqual(sum(forms.mapped("submission_count")), 80)


@tagged("-at_install", "post_install")
class TestIntakePerformance(CustomerFormsCommon):
    """What the form engine takes for a form of 25 fields without roles: floors above
    do nothing for it. The chatter works as in production."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={})
        questions = [{"key": "badge", "is_unique": True}] + [
            {
                "key": f"q{number}",
                "type": kind,
                "options": ["a", "b", "c"]
                if kind in ("select", "radio", "multi")
                else (),
            }
            for number, kind in enumerate(TYPES)
        ]
        cls.form = cls._publish(cls._create_form(questions)).with_env(cls.env)
        cls.badges = iter(range(10_000))
        cls.form._submit(cls._answers())  # opens the year, warms the registry's caches

    @classmethod
    def _answers(cls):
        answers = {f"q{number}": ANSWERS[kind] for number, kind in enumerate(TYPES)}
        return {"badge": f"B{next(cls.badges)}", **answers}

    def _timed(self, work):
        """Seconds of ``work``, everything written, beginning with an empty cache."""
        self.env.flush_all()
        self.env.invalidate_all()
        start = time.perf_counter()
        work()
        self.env.flush_all()
        return time.perf_counter() - start

    def test_one_submission(self):
        self.assertEqual(len(self.form.field_ids), 25)
        answers = self._answers()
        self.form._submit(self._answers())  # other tests have emptied the caches
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(25):
            self.form._submit(answers)

    def test_one_entry_of_staff(self):
        form = self.form.with_user(self.salesperson)
        answers, extra = self._answers(), {"user_id": self.salesperson.id}
        form._submit(self._answers(), channel="staff", **extra)
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(28):  # who handles it follows it
            form._submit(answers, channel="staff", **extra)

    def test_a_thousand_submissions(self):
        filled_forms = [FilledForm(self._answers()) for _n in range(1000)]
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(200):
            self.form._submit_many(filled_forms)

    def test_files_are_kept_in_few_queries(self):
        form = self._publish(
            self._create_form([{"key": "proof", "type": "attachment"}])
        ).with_env(self.env)

        def submit(count):
            filled = [FilledForm({"proof": [self._file()]}) for _n in range(count)]
            before = self.env.cr.sql_log_count
            self._timed(lambda: form._submit_many(filled))
            return self.env.cr.sql_log_count - before

        submit(1)
        self.assertLessEqual(submit(40), submit(1) + 5)

    def test_one_submission_takes_less_than_two_leads(self):
        lead = {
            "name": "20 forklifts",
            "contact_name": "Ann",
            "phone": "13800001234",
            "email_from": "ann@example.com",
            "description": "Please call in the morning",
        }
        ours, leads = [], []
        for _round in range(9):
            answers = self._answers()
            ours.append(self._timed(lambda answers=answers: self.form._submit(answers)))
            leads.append(self._timed(lambda: self.env["crm.lead"].create(lead)))
        ours, lead = statistics.median(ours), statistics.median(leads)
        sys.stderr.write(
            f"\nsubmission of 25 fields {ours * 1000:.1f} ms, crm.lead"
            f" {lead * 1000:.1f} ms, ratio {ours / lead:.2f}\n"
        )
        self.assertLess(ours / lead, 2)
