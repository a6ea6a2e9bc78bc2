"""The blank page is made once for all visitors, and nothing of a visitor stays in it."""

import re

from odoo.tests import HttpCase, tagged

from .common import CustomerFormsCommon

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
OWN_SCRIPTS = re.compile(r'"(/web/assets/[^"]+customer_forms\.assets_page[^"]+)"')
MAX_WEIGHT = 150_000


@tagged("-at_install", "post_install")
class TestKeptPage(CustomerFormsCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "who", "name": "Your name", "is_required": True},
                    {"key": "day", "type": "date", "is_default_today": True},
                ],
                slug="kept-page",
            )
        )
        cls.salesperson.password = cls.salesperson.login
        cls.path = cls.form._page_path()

    def setUp(self):
        super().setUp()
        self.env.registry.clear_cache("templates")
        self.authenticate(None, None)

    def _open(self, query="", **headers):
        page = self.url_open(self.path + query, headers=headers)
        self.assertEqual(page.status_code, 200)
        return page.text

    def _hidden(self, page):
        return dict(HIDDEN.findall(page))

    def _queries(self):
        before = self.env.cr.sql_log_count
        self._open()
        return self.env.cr.sql_log_count - before

    def test_it_is_made_once(self):
        first = self._queries()
        again = {self._queries() for _visit in range(3)}
        self.assertEqual(len(again), 1)
        self.assertLess(max(again), 8)
        self.assertLess(max(again), first / 2)

    def test_each_visit_has_its_own_token_and_opening(self):
        first = self._open()
        self.authenticate(None, None)  # another session
        second = self._open()
        mine, theirs = self._hidden(first), self._hidden(second)
        self.assertEqual(mine.keys(), theirs.keys())
        for name in ("csrf_token", "_uuid", "_opening"):
            self.assertNotEqual(mine[name], theirs[name])
            self.assertNotIn(mine[name], second)
        token = re.compile(r'csrf_token: "([^"]+)"')
        self.assertNotEqual(token.search(first)[1], token.search(second)[1])

    def test_what_stands_in_an_address_stays_with_who_asked(self):
        for query in ("?draft=secret", "?invitation=secret", "?link=7&name=secret"):
            with self.subTest(query):
                self.url_open(self.path + query)
                self.assertNotIn("secret", self._open())
        page = self._open("?link=7")
        self.assertIn(f"{self.path}?link=7", page)  # to the other language
        self.assertNotIn("link=7", self._open())
        self.assertIn(f"{self.path}?link=8", self._open("?link=8"))

    def test_the_host_of_a_request_is_not_kept(self):
        self._open(Host="elsewhere.example")
        self.assertNotIn("elsewhere.example", self._open())

    def test_staff_get_a_page_of_their_own(self):
        self.form.section_ids.copy({"form_id": self.form.id, "is_internal": True})
        self.form.section_ids[-1].field_ids.name = "For staff only"
        self._publish(self.form)
        self.assertNotIn("For staff only", self._open())
        self.authenticate(self.salesperson.login, self.salesperson.login)
        self.assertIn("For staff only", self._open())
        self.authenticate(None, None)
        self.assertNotIn("For staff only", self._open())

    def test_a_change_is_seen_at_once(self):
        self.assertIn("Your name", self._open())
        self._field(self.form, "who").name = "Your full name"
        self._publish(self.form)
        self.assertIn("Your full name", self._open())
        self.env["website.menu"].create(
            {"name": "News", "url": "/news", "parent_id": self._top_menu().id}
        )
        self.assertIn("News", self._open())

    def _top_menu(self):
        return self.env["website"].get_current_website().menu_id

    def test_a_wrong_page_is_nobody_elses(self):
        self.url_open(
            self.path,
            {**self._hidden(self._open()), "day": "", "who": "", "city": "x"},
        )
        wrong = self.url_open(
            self.path, {**self._hidden(self._open()), "day": "Wang's day"}
        )
        self.assertEqual(wrong.status_code, 422)
        self.assertIn("Wang&#39;s day", wrong.text)
        self.assertNotIn("Wang", self._open())

    def test_our_own_script_and_style_are_light(self):
        weights = {
            path: len(self.url_open(path).content)
            for path in OWN_SCRIPTS.findall(self._open())
        }
        self.assertEqual({path.rpartition(".")[2] for path in weights}, {"js", "css"})
        self.assertGreater(min(weights.values()), 1000)
        self.assertLess(sum(weights.values()), MAX_WEIGHT)

    def test_other_pages_of_the_website_are_not_burdened(self):
        for path in ("/", "/contactus"):
            page = self.url_open(path).text
            self.assertFalse(OWN_SCRIPTS.findall(page))
        for path in re.findall(r'"(/web/assets/[^"]+assets_frontend_lazy[^"]+)"', page):
            self.assertNotIn(
                "customer_forms/interactions/form_page", self.url_open(path).text
            )
