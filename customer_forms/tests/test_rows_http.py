"""Repeating sections on the public page, as a browser and as an attacker see it."""

from lxml import html

from odoo import Command, http
from odoo.tests import HttpCase, tagged

from .common import PDF, CustomerFormsCommon, opened_page


@tagged("-at_install", "post_install")
class TestRowsHttp(CustomerFormsCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        form = cls._create_form(slug="rows-test")
        questions = [
            {"key": "day", "type": "date", "is_required": True},
            {"key": "wants", "type": "multi", "options": ["a", "b"]},
            {"key": "note"},
            {"key": "proof", "type": "attachment"},
        ]
        form.section_ids = [
            Command.create(
                {
                    "name": "Visits",
                    "key": "visits",
                    "sequence": 20,
                    "is_repeating": True,
                    "max_rows": 4,
                    "field_ids": [
                        Command.create(cls._field_vals(number, **vals))
                        for number, vals in enumerate(questions)
                    ],
                }
            )
        ]
        cls.form = cls._publish(form)
        cls.url = "/forms/rows-test"

    def _post(self, answers, files=None, accept="application/json"):
        self.authenticate(None, None)
        return self.url_open(
            self.url,
            data={
                "csrf_token": http.Request.csrf_token(self),
                "_version": "1",
                **opened_page(self.form),
                "customer_name": "Ann",
                **answers,
            },
            files=files,
            headers={"Accept": accept},
        )

    def _names(self, page):
        """Names of the questions a browser without scripts sends."""
        return html.fromstring(page.text).xpath(
            "//form//*[@name and not(ancestor::template)]/@name"
        )

    def test_a_browser_without_scripts_is_offered_some_rows(self):
        page = self.url_open(self.url)
        rows = [name for name in self._names(page) if name.endswith(":day")]
        self.assertEqual(rows, ["visits:0:day", "visits:1:day", "visits:2:day"])
        self.assertEqual(len(html.fromstring(page.text).xpath("//noscript//legend")), 2)

    def test_one_row_more_and_nothing_typed_is_lost(self):
        page = self._post(
            {
                "visits:0:note": "first",
                "visits:0:wants": ["b"],
                "visits:2:day": "2026-03-01",
                "_add_row": "visits",
            },
            accept="text/html",
        )
        self.assertEqual(page.status_code, 200)
        self.assertFalse(self.form.submission_ids)
        tree = html.fromstring(page.text)
        by_name = {
            each.get("name"): each.get("value")
            for each in tree.xpath("//input[not(ancestor::template)]")
            if each.get("type") != "checkbox"
        }
        self.assertEqual(by_name["customer_name"], "Ann")
        self.assertEqual(by_name["visits:0:note"], "first")
        self.assertEqual(by_name["visits:1:day"], "2026-03-01")
        self.assertIn("visits:2:day", by_name)
        self.assertNotIn("visits:3:day", by_name)
        self.assertEqual(
            " ".join(tree.xpath("//legend[@autofocus]")[0].text_content().split()),
            "Visits 3",
        )
        ticked = tree.xpath("//input[@name='visits:0:wants'][@checked]/@value")
        self.assertEqual(ticked, ["b"])

    def test_rows_arrive_with_their_files(self):
        answer = self._post(
            {
                "visits:0:day": "2026-03-01",
                "visits:0:wants": ["a", "b"],
                "visits:1:day": "",
                "visits:7:day": "2026-03-02",
            },
            files={"visits:7:proof": ("proof.pdf", PDF, "application/pdf")},
        )
        self.assertEqual(answer.status_code, 200, answer.text)
        submission = self.form.submission_ids
        self.assertEqual(
            [row.answers._values for row in submission.row_ids.sorted("sequence")],
            [
                {"day": "2026-03-01", "wants": ["a", "b"]},
                {"day": "2026-03-02", "proof": "proof.pdf"},
            ],
        )
        self.assertEqual(submission.file_ids.row_id.sequence, 2)

    def test_the_error_is_in_its_row(self):
        answers = {"visits:0:day": "2026-03-01", "visits:1:note": "no day"}
        answer = self._post(answers)
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(list(answer.json()["errors"]), ["visits:1:day"])
        page = html.fromstring(self._post(answers, accept="text/html").text)
        (error,) = page.xpath("//*[@id='error_visits:1:day']")
        self.assertIn("fill this in", error.text_content())
        self.assertFalse(page.xpath("//*[@id='error_visits:0:day']")[0].text)

    def test_hostile_rows_are_refused_without_an_error_of_ours(self):
        for answers, status in [
            ({"visits:0:is_admin": "1"}, 400),
            ({"elsewhere:0:day": "2026-03-01"}, 400),
            ({"visits:99999:day": "2026-03-01"}, 400),
            ({"visits:-1:day": "2026-03-01"}, 400),
            ({"visits:0:day:0:day": "2026-03-01"}, 400),
            ({"visits": "1"}, 422),
            ({f"visits:{n}:note": "x" for n in range(5)}, 422),
            ({f"visits:{n}:note": "x" for n in range(700)}, 422),
            ({"visits:0:day": ["2026-03-01", "x"]}, 422),
            ({"visits:0:wants": "c"}, 422),
        ]:
            with self.subTest(str(answers)[:40]):
                self.assertEqual(self._post(answers).status_code, status)
                page = self._post(answers, accept="text/html")
                self.assertEqual(page.status_code, status)
                page = self._post({**answers, "_add_row": "visits"}, accept="text/html")
                self.assertEqual(page.status_code, 200)
        self.assertEqual(self._post({"_add_row": "elsewhere"}).status_code, 200)
        self.assertEqual(len(self.form.submission_ids), 1)

    def test_no_more_rows_than_allowed(self):
        rows = {f"visits:{n}:note": "x" for n in range(4)}
        page = self._post({**rows, "_add_row": "visits"}, accept="text/html")
        self.assertNotIn("visits:4:day", self._names(page))
