"""No robots, without any foreign service (P2): what looks like one is set aside, and
nobody at the other end notices."""

import re
from unittest.mock import patch

from freezegun import freeze_time

from odoo import http
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..tools.robots import PUZZLES, is_worked, zero_bits
from .common import opened_page
from .test_form_page_http import FormPageCase
from .test_quarantine import run_robots_cron

TEXT = "We need twenty forklifts for our new warehouse."


class RobotsCase(FormPageCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "who", "is_required": True},
                    {"key": "need", "type": "longtext"},
                    {"key": "site", "type": "url"},
                ],
                slug="robots-test",
                department_ids=[(6, 0, cls.team.ids)],
            )
        )

    def _send(self, *, has_script=True, without=(), **inputs):
        """Send a page that was opened a minute ago; the last submission."""
        page = {**opened_page(self.form), "who": "Ann", **inputs}
        for name in without:
            del page[name]
        self.answer = self._post_raw(page, has_script)
        return self.form.submission_ids.sorted("id")[-1:]

    def _post_raw(self, page, has_script=True):
        return self.url_open(
            self.form._page_path(),
            data={"csrf_token": http.Request.csrf_token(self), **page},
            headers={"Accept": "application/json"} if has_script else None,
        )

    def _signs(self, submission):
        return [sign["code"] for sign in submission.suspicions or ()]

    def _set(self, name, value):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param(f"customer_forms.{name}", value)


@tagged("-at_install", "post_install")
class TestRobots(RobotsCase):
    def test_a_person_is_not_suspected(self):
        submission = self._send(need=TEXT, site="https://www.example.com")
        self.assertEqual((submission.state, submission.suspicions), ("accepted", False))

    def test_the_trap_is_on_the_page_and_nobody_meets_it(self):
        page = self.url_open(self.form._page_path()).text
        trap = re.search(r'<div class="o_customer_forms_trap".*?</div>', page, re.S)[0]
        for said in ('aria-hidden="true"', 'tabindex="-1"', 'autocomplete="off"'):
            self.assertIn(said, trap)
        self.assertNotIn("display", trap)
        self.assertNotIn("recaptcha/api.js", page)

    def test_signs_of_a_robot(self):
        slow = opened_page(self.form)
        for name, inputs, without, sign in (
            ("filled trap", {"homepage-link": "http://x"}, (), "trap_filled"),
            ("no trap", {}, ("homepage-link",), "trap_missing"),
            ("no opening", {}, ("_opening",), "not_opened"),
            ("forged", {"_opening": slow["_opening"][:-1] + "x"}, (), "not_opened"),
            ("of another page", {"_opening": slow["_opening"]}, (), "not_opened"),
        ):
            with self.subTest(name):
                submission = self._send(**inputs, without=without)
                self.assertEqual(submission.state, "quarantined")
                self.assertEqual(self._signs(submission), [sign])
                self.assertIn("redirect", self.answer.json())

    def test_nobody_fills_in_a_page_so_fast(self):
        self._set("robot_seconds", 5)
        submission = self._send(**opened_page(self.form, age=0))
        self.assertEqual(self._signs(submission), ["too_fast"])
        self.assertIn("at least 6", submission.suspicion_lines)
        self._set("robot_seconds", 0)
        self.assertFalse(self._signs(self._send(**opened_page(self.form, age=0))))

    def test_a_robot_reads_the_same_thanks(self):
        submission = self._send(without=["homepage-link"])
        done = self.url_open(self.answer.json()["redirect"]).text
        self.assertIn("Thank you", done)
        self.assertIn(submission.number, done)

    def test_who_goes_on_with_a_draft_may_be_done_at_once(self):
        for told in ({"draft_id": 7}, {"age": 3 * 24 * 3600}):
            with self.subTest(told):
                page = opened_page(self.form, **{"age": 0, **told})
                self.assertEqual(self._send(**page).state, "accepted")

    def test_staff_are_never_suspected(self):
        self.authenticate("cf_sales", "cf_sales")
        submission = self._send(without=["homepage-link", "_opening"])
        self.assertEqual((submission.channel, submission.state), ("staff", "accepted"))

    def test_links_in_texts(self):
        spam = "Buy https://a.example http://b.example or www.c.example"
        self.assertEqual(self._signs(self._send(need=spam)), ["links"])
        self.assertEqual(self._signs(self._send(need="See www.example.com")), [])

    def test_the_same_text_from_many_pages(self):
        found = [self._signs(self._send(need=TEXT)) for _page in range(4)]
        self.assertEqual(found, [[], [], [], ["repeated"]])

    def test_equal_choices_are_no_accident(self):
        self.assertFalse(any(self._signs(self._send()) for _page in range(5)))

    def test_the_captcha_of_the_website_is_asked_only_where_it_is_chosen(self):
        routing = type(self.env["ir.http"])
        refusal = UserError("Suspicious activity")
        with patch.object(
            routing, "_verify_request_recaptcha_token", side_effect=refusal
        ) as asked:
            self.assertEqual(self._signs(self._send()), [])
            asked.assert_not_called()
            self.form.robot_check = "captcha"
            submission = self._send(recaptcha_token_response="x")
        asked.assert_called_once_with("customer_form")
        self.assertEqual(self._signs(submission), ["captcha"])
        self.assertIn("took the visitor for a robot", submission.suspicion_lines)


@tagged("-at_install", "post_install")
class TestLimits(RobotsCase):
    def _post_from(self, address, page):
        """As through a proxy that says who asks."""
        with patch(
            "odoo.addons.customer_forms.controllers.robots.address_of_visitor",
            return_value=address,
        ):
            return self._post_raw({"who": "Ann", **page})

    def _states(self):
        return self.form.submission_ids.sorted("id").mapped("state")

    def test_many_from_one_network(self):
        self._set("robot_address_limit", 2)
        for number in range(3):
            page = opened_page(self.form)
            self._post_from(f"2001:db8::{number}", page)
        self.assertEqual(self._states(), ["accepted", "accepted", "quarantined"])
        signs = self._signs(self.form.submission_ids.sorted("id")[-1])
        self.assertEqual(signs, ["crowded_address"])
        self._post_from("2001:db8:0:1::1", opened_page(self.form))
        self.assertEqual(self._states()[-1], "accepted", "another network")

    def test_far_too_many_are_told_when_to_try_again(self):
        self._set("robot_address_limit", 1)
        with freeze_time("2026-05-05 12:00:00"):
            for _page in range(4):
                self._post_from("192.0.2.1", opened_page(self.form))
        with freeze_time("2026-05-05 12:20:00"):
            answer = self._post_from("192.0.2.1", opened_page(self.form))
            self.assertEqual(answer.status_code, 429)
            self.assertEqual(answer.headers["Retry-After"], "2400")
            self.assertIn("in 40 minutes", answer.json()["message"])
        with freeze_time("2026-05-05 13:00:01"):
            answer = self._post_from("192.0.2.1", opened_page(self.form))
            self.assertEqual(answer.status_code, 200)
        self.assertEqual(len(self.form.submission_ids), 5)

    def test_without_javascript_the_page_keeps_what_was_typed(self):
        self._set("robot_form_limit", 1)
        for _page in range(4):
            self._send()
        self._send(who="Ann of the page", has_script=False)
        self.assertEqual(self.answer.status_code, 429)
        self.assertIn('value="Ann of the page"', self.answer.text)
        self.assertIn("submit again in a minute", self.answer.text)

    def test_what_is_refused_counts_too(self):
        """Whoever tries which unique answers were given."""
        self._set("robot_address_limit", 1)
        page = opened_page(self.form)
        codes = [
            self._post_from("192.0.2.9", {**page, "who": ""}).status_code
            for _try in range(5)
        ]
        self.assertEqual(codes, [422, 422, 422, 422, 429])

    def test_addresses_are_kept_as_digests_and_not_for_long(self):
        with freeze_time("2026-05-05 12:00:00"):
            self._post_from("192.0.2.77", opened_page(self.form))
        noted = self.env["customer.form.attempt"].search([])
        self.assertTrue(noted)
        self.assertNotIn("192.0.2.77", str(noted.read()))
        with freeze_time("2026-05-06 00:30:00"):
            run_robots_cron(self.env)
        self.assertFalse(noted.exists())

    def test_counting_costs_the_same_for_many(self):
        attempts = self.env["customer.form.attempt"]
        limit = self.form._address_limit("192.0.2.5")
        attempts._count([limit])
        with self.assertQueryCount(1):
            attempts._count([limit])
        for _page in range(20):
            attempts._count([limit])
        with self.assertQueryCount(1):
            self.assertEqual(attempts._count([limit])[0].number, 22)


@tagged("-at_install", "post_install")
class TestWork(RobotsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form.robot_check = "work"

    def _opened(self):
        page = self.url_open(self.form._page_path()).text
        hidden = dict(re.findall(r'name="(_uuid|_opening)" value="([^"]+)"', page))
        return hidden, re.search(r'data-challenge="([^"]+)"', page)[1]

    def _solve(self, challenge):
        bits, signature = challenge.split(".")
        numbers = []
        for place in range(PUZZLES):
            number = 0
            while zero_bits(f"{signature}{place}:{number}") < int(bits):
                number += 1
            numbers.append(str(number))
        self.assertTrue(is_worked(signature, int(bits), numbers))
        return ".".join([challenge, *numbers])

    def test_work_that_was_done_is_believed_once(self):
        self._set("robot_seconds", 0)
        page, challenge = self._opened()
        worked = self._solve(challenge)
        submission = self._send(**page, _work=worked)
        self.assertEqual((submission.state, self._signs(submission)), ("accepted", []))
        other = self._send(_work=worked)
        self.assertEqual(self._signs(other), ["no_work"])

    def test_without_javascript_it_is_set_aside_not_lost(self):
        for work in ("", "0.x", "1.2.3.4", "é" * 9):
            with self.subTest(work):
                self.assertEqual(self._signs(self._send(_work=work)), ["no_work"])

    def test_easier_puzzles_than_were_given_are_not_believed(self):
        self._set("robot_seconds", 0)
        page, challenge = self._opened()
        _bits, signature = challenge.split(".")
        cheap = ".".join(["0", signature, *["0"] * PUZZLES])
        self.assertEqual(self._signs(self._send(**page, _work=cheap)), ["no_work"])
