"""Who fills in a form (P4): anyone, signed-in people, or its departments."""

import json
import uuid

from odoo import http
from odoo.exceptions import UserError
from odoo.tests import HttpCase, new_test_user, tagged

from ..exceptions import NotInvited
from ..models.submission.submission_request import FilledForm
from .common import CustomerFormsCommon
from .section_access_common import SectionAccessCommon


@tagged("-at_install", "post_install")
class TestSubmitAccess(CustomerFormsCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = new_test_user(cls.env, "cf_portal", groups="base.group_portal")
        cls.stranger = cls._create_user("cf_stranger", "user")
        cls.public = cls.env.ref("base.public_user")
        cls.form = cls._publish(
            cls._create_form(slug="for-some", name="Plans", department_ids=cls.team.ids)
        )

    def _may_submit(self, user):
        form = self.form.with_user(user).sudo()
        try:
            self._submit(form, {"customer_name": "Ann"})
        except NotInvited:
            return False
        return True

    def test_who_may_submit(self):
        staff = [self.salesperson, self.supervisor, self.manager]
        everybody = [self.public, self.portal, self.outsider, self.stranger, *staff]
        for access, expected in (
            ("anyone", everybody),
            ("signed_in", everybody[1:]),
            ("departments", staff),
        ):
            self.form.submit_access = access
            for user in everybody:
                with self.subTest(access=access, user=user.login):
                    self.assertEqual(self._may_submit(user), user in expected)

    def test_many_at_once_are_no_way_around(self):
        self.form.submit_access = "departments"
        form = self.form.with_user(self.stranger)
        with self.assertRaisesRegex(NotInvited, "First sales department"):
            form._submit_many([FilledForm({"customer_name": "A"}) for _n in range(2)])

    def test_departments_are_needed(self):
        form = self._create_form(submit_access="departments")
        with self.assertRaises(UserError):
            form.action_publish()

    # ------------------------------------------------------------
    # The page
    # ------------------------------------------------------------

    def _post(self, **headers):
        return self.url_open(
            "/forms/for-some",
            data={
                "csrf_token": http.Request.csrf_token(self),
                "_version": "1",
                "_uuid": str(uuid.uuid4()),
                "customer_name": "Ann",
            },
            headers=headers,
        )

    def _assert_refused(self, message):
        before = self.form.submission_count
        page = self.url_open("/forms/for-some")
        self.assertEqual(page.status_code, 403)
        self.assertIn(message, page.text)
        self.assertNotIn('name="customer_name"', page.text)
        self.assertEqual(self._post().status_code, 403)
        answer = self._post(Accept="application/json")
        self.assertEqual(answer.status_code, 403)
        self.assertIn(message, answer.json()["message"])
        self.form.invalidate_recordset()
        self.assertEqual(self.form.submission_count, before)
        return page

    def test_a_stranger_is_asked_to_sign_in(self):
        self.form.submit_access = "departments"
        self.authenticate(None, None)
        page = self._assert_refused("Please sign in")
        self.assertIn("/web/login?redirect=/forms/for-some", page.text)
        self.assertNotIn("Plans", page.text)
        self.assertNotIn(self.team.name, page.text)

    def test_others_learn_which_departments(self):
        self.form.submit_access = "departments"
        for user in (self.portal, self.outsider, self.stranger):
            with self.subTest(user.login):
                self.authenticate(user.login, user.login)
                self._assert_refused(self.team.name)

    def test_members_fill_it_in(self):
        self.form.submit_access = "departments"
        self.authenticate("cf_sales", "cf_sales")
        self.assertEqual(self.url_open("/forms/for-some").status_code, 200)
        answer = self._post(Accept="application/json")
        self.assertIn("/done", answer.json()["redirect"])
        self.assertEqual(self.form.submission_ids.channel, "staff")


@tagged("-at_install", "post_install")
class TestAnswersAccessHttp(SectionAccessCommon, HttpCase):
    """The web client's own calls."""

    def _call(self, model, method, *args, **kwargs):
        response = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps(
                {
                    "params": {
                        "model": model,
                        "method": method,
                        "args": args,
                        "kwargs": kwargs,
                    }
                }
            ),
            headers={"Content-Type": "application/json"},
        )
        return response.json()

    def _everything_about(self, submission):
        """What the calls of a curious user answer, as text by call."""
        model, ids = "customer.form.submission", submission.ids
        domain = [["id", "in", ids]]
        specification = {
            "answers": {},
            "answers_as_given": {},
            "file_ids": {"fields": {"name": {}}},
        }
        calls = {
            "web_read": ("web_read", ids, specification),
            "web_search_read": ("web_search_read", domain, specification),
            "search_read": ("search_read", domain, ["answers"]),
            "group": ("web_read_group", domain, ["answers.budget"], ["__count"]),
            "search": ("search_read", [*domain, ["answers.budget", "=", 700]], ["id"]),
            "definition": ("get_property_definition", "answers.bank"),
            "export": ("export_data", ids, ["answers.budget"]),
            "aggregate": ("formatted_read_group", domain, [], ["answers:array_agg"]),
        }
        answers = {name: self._call(model, *call) for name, call in calls.items()}
        file_domain = [["res_model", "=", model], ["res_id", "in", ids]]
        answers["files"] = self._call(
            "ir.attachment", "search_read", file_domain, ["name"]
        )
        return {name: json.dumps(answer) for name, answer in answers.items()}

    def test_rpc(self):
        secrets = {
            "web_read": ("700", "licence.pdf", "bank"),
            "web_search_read": ("700", "licence.pdf", "bank"),
            "search_read": ("700", "licence.pdf", "bank"),
            "group": ("700",),
            "search": (f'"id": {self.secret.id}',),
            "definition": ("selection",),
            "export": ("700",),
            "aggregate": ("700",),
            "files": ("licence.pdf",),
        }
        for user, is_seen in ((self.salesperson, False), (self.accountant, True)):
            self._as(user)
            self.authenticate(user.login, user.login)
            for call, text in self._everything_about(self.secret).items():
                for secret in secrets[call]:
                    with self.subTest(user=user.login, call=call, secret=secret):
                        expected = is_seen and call != "aggregate"
                        self.assertEqual(secret in text, expected, text)

    def test_download(self):
        attachment_id = self.attachment.id
        for user, is_seen in (
            (self.salesperson, False),
            (self.outsider, False),
            (self.accountant, True),
        ):
            self._as(user)
            self.authenticate(user.login, user.login)
            for url in (
                f"/web/content/{attachment_id}",
                f"/web/content/ir.attachment/{attachment_id}/datas",
                f"/web/image/{attachment_id}",
            ):
                with self.subTest(user=user.login, url=url):
                    content = self.url_open(url).content
                    if not is_seen:
                        self.assertNotIn(b"%PDF", content)
                    elif "image" not in url:
                        self.assertIn(b"%PDF", content)
