"""Ways in through publishing and filling that somebody tried: each one is shut."""

import base64
import re

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..exceptions import DraftRefused, InvalidSubmission, NotTaken
from ..models.quarantine import customer_form_robots
from .draft_common import EMAIL, NAME, PHONE, DraftCommon, DraftHttpCommon
from .import_common import ImportCommon
from .invitation_common import InvitationCommon
from .test_completion import EMAIL as SENDER
from .test_completion import CompletionCommon

ANSWERS = {"who": NAME, "phone": PHONE}
ROWS = (["Name", "Mobile", "Staff"], ["Ann", "13712345678", "13712349999"])


@tagged("-at_install", "post_install")
class TestForgedDefaults(ImportCommon):
    """The context of a call names values, too."""

    def _assert_refused(self, model, user, forged, vals):
        for name, value in forged.items():
            records = self.env[model].with_user(user)
            records = records.with_context(**{f"default_{name}": value})
            with self.subTest(name), self.assertRaises(AccessError):
                records.create({"form_id": self.form.id, **vals})

    def test_nobody_imports_in_the_name_of_another(self):
        file = base64.b64encode(self._csv(*ROWS)).decode()
        self._assert_refused(
            "customer.form.batch",
            self.salesperson,
            {"uploader_id": self.manager.id, "state": "importing", "has_file": True},
            {"file": file, "filename": "file.csv"},
        )

    def test_nor_makes_a_round_that_is_under_way(self):
        self._assert_refused(
            "customer.form.invitation.round",
            self.salesperson,
            {"state": "running", "sent_by_id": self.manager.id},
            {"name": "Round"},
        )

    def test_nor_a_link_that_is_the_own_one_of_a_form(self):
        self._assert_refused(
            "customer.form.link",
            self.creator,
            {"is_default": True, "code": "x"},
            {"name": "Link"},
        )


@tagged("-at_install", "post_install")
class TestImportOfOthers(ImportCommon):
    def test_rights_are_those_of_the_moment_it_is_imported(self):
        batch = self._check(self._upload(self._csv(*ROWS), user=self.salesperson))
        later = self._upload(self._csv(ROWS[0], ["Bob", "", "5"]))
        batch.sudo().write({"state": "importing", "worked_count": 0})
        staff = self.env.ref("customer_forms.customer_forms_group_user")
        self.salesperson.group_ids -= staff
        later.action_check()
        self._work()
        self.assertEqual(batch.sudo().state, "failed")
        self.assertIn(self.salesperson.name, batch.sudo().failure)
        self.assertFalse(batch.sudo().submission_ids)
        self.assertEqual(later.state, "checked", "others go on")

    def test_who_is_gone_imports_nothing(self):
        batch = self._check(
            self._upload(self._csv(ROWS[0], ["Bob", "", "5"]), user=self.salesperson)
        )
        batch.action_import()
        self.salesperson.active = False
        self._work()
        self.assertEqual(batch.sudo().state, "failed")
        self.assertFalse(batch.sudo().submission_ids)

    def test_what_the_cells_say_is_for_who_gave_the_file(self):
        """A supervisor matches a column anew, and what was masked is not."""
        batch = self._upload(self._csv(*ROWS), user=self.salesperson)
        [phone] = batch.column_ids.filtered(lambda each: each.heading == "Mobile")
        self.assertIn("137****5678", phone.samples)
        for target in (False, "question:badge"):
            seen = phone.with_user(self.supervisor)
            seen.target = target and next(
                each["target"] for each in seen.choices if "badge" in each["target"]
            )
            with self.subTest(target):
                self.assertFalse(seen.samples)
        seen.target = phone.choices[1]["target"]
        self._check(batch)
        errors = batch.error_ids.filtered("value")
        self.assertIn("13712349999", errors.mapped("value"), "in the wrong column")
        self.assertFalse(errors.with_user(self.supervisor).filtered("value"))


@tagged("-at_install", "post_install")
class TestPrivateLinks(DraftCommon):
    def test_what_a_link_or_a_page_is_made_of_nobody_reads(self):
        secrets = {
            "customer.form.draft": ("uuid", "token_digest", "opening"),
            "customer.form.sheet": ("page_uuid", "token_digest"),
            "customer.form.invitation": ("nonce", "token_digest", "person_digest"),
            "customer.form.unsubscription": ("address_digest",),
        }
        for model, names in secrets.items():
            for name in names:
                with self.subTest(f"{model}.{name}"):
                    records = self.env[model].with_user(self.manager)
                    self.assertNotIn(name, records.fields_get())

    def test_who_finds_a_sheet_finds_nothing_that_was_begun(self):
        """All pages of a sheet are one submission: a second one would open the first."""
        sheet = self.form._make_sheets(1)
        opening = self._opening(uuid=sheet.sudo().page_uuid, sheet_id=sheet.id)
        with self.assertRaises(DraftRefused):
            self._keep(ANSWERS, opening=opening, is_wanted=True)
        self.assertFalse(self.form.sudo().env["customer.form.draft"].search([]))

    def test_nobody_is_flooded_with_links(self):
        drafts = [self._keep(ANSWERS) for _number in range(3)]
        for draft in drafts[:2]:
            for _number in range(3):
                draft._mail_link(EMAIL)
        with self.assertRaises(UserError):
            drafts[2]._mail_link(EMAIL.upper())
        self.assertFalse(drafts[2].link_email)
        drafts[2]._mail_link("somebody@example.com")


@tagged("-at_install", "post_install")
class TestForgedRequests(DraftHttpCommon):
    def test_without_csrf_token_nothing_is_kept_in_the_name_of_staff(self):
        self.authenticate(self.salesperson.login, self.salesperson.login)
        self._save(ANSWERS, csrf_token="")
        draft = self._draft()
        self.assertEqual(draft._open_document(), ANSWERS)
        self.assertFalse(draft.user_id)
        self.page = self._begin()
        self._save(ANSWERS)
        self.assertEqual(self._draft().user_id, self.salesperson)

    def test_a_link_that_expired_sends_no_mail(self):
        self._save(ANSWERS)
        token = self._draft()._private_token()
        self._draft().expires_at = "2020-01-01"
        answer = self._send("/later", {"email": EMAIL}, draft=token)
        self.assertEqual(answer.status_code, 404)
        self.assertFalse(self._draft().link_email)

    def test_pages_with_a_button_are_in_no_foreign_frame(self):
        for path in ("/invitation/unsubscribe?t=x", self.form._page_path()):
            rule = self.url_open(path).headers["Content-Security-Policy"]
            self.assertEqual(rule, "frame-ancestors 'self'")

    def test_a_report_of_a_visit_breaks_nothing(self):
        path = f"{self.form._page_path()}/visit"
        for body in ("[" * 20_000, '{"opening": [], "uuid": {}}', "9" * 9_000, "é"):
            answer = self.url_open(path, data=body.encode())
            self.assertEqual(answer.status_code, 204)


@tagged("-at_install", "post_install")
class TestForeignSubmission(CompletionCommon):
    def test_the_dialog_tells_nothing_of_what_one_does_not_see(self):
        ask = self.env["customer.form.completion.ask"].with_user(self.salesperson_2)
        with self.assertRaises(AccessError):
            ask.create({"submission_id": self.incomplete.id})
        dialog = ask.new({"submission_id": self.incomplete.id})
        self.assertFalse(dialog.address)
        self.assertFalse(dialog.field_ids)


@tagged("-at_install", "post_install")
class TestForgedReplies(CompletionCommon, HttpCase):
    def test_contact_details_are_taken_once_however_they_get_there(self):
        self.form.is_once_per_person = True
        mine = self._fill(mail="made.up@example.com")
        with self.assertRaises(InvalidSubmission):
            mine._reply({"mail": SENDER}, {"mail"}, self.no_request)
        mine._reply({"mail": "mine@example.com"}, {"mail"}, self.no_request)
        mine._reply({"mail": "made.up@example.com"}, {"mail"}, self.no_request)
        for address in ("mine@example.com", "made.up@example.com"):
            with self.subTest(address), self.assertRaises(NotTaken):
                self._fill(mail=address)

    def test_who_is_known_by_his_account_gives_what_details_he_likes(self):
        self.form.is_once_per_person = True
        form = self.form.with_user(self.outsider)
        mine = form._submit({"who": "Ann", "need": "One", "amount": "3"})
        mine._reply({"mail": SENDER}, {"mail"}, self.no_request)
        self.assertEqual(len(mine.unique_ids), 1)

    def test_a_private_link_is_not_for_guessing(self):
        self.authenticate(None, None)
        self.patch(customer_form_robots, "PAGE_LIMIT", 0)
        mine = self._fill()
        path = f"/forms/completion/correct?of={mine._correction_token()}"
        page = self.url_open(path).text
        answer = self.url_open(
            path,
            data={
                "csrf_token": http.Request.csrf_token(self),
                "_change": re.search(r'name="_change" value="(\d+)"', page)[1],
                "need": "Two",
            },
            headers={"Accept": "application/json"},
        )
        self.assertEqual(answer.status_code, 429)
        self.assertEqual(mine.answers["need"], "20 forklifts")


@tagged("-at_install", "post_install")
class TestInvitationLinks(InvitationCommon):
    def test_a_mail_that_was_not_sent_has_no_link(self):
        """That to unsubscribe is the personal one, and stands in the headers."""
        self.round.action_send()
        self._run_cron()
        mails = self.env["mail.mail"].search([("is_to_visitor", "=", True)])
        self.assertIn("unsubscribe", mails[0].headers)
        mails.cancel()
        for mail in mails:
            self.assertFalse(mail.headers)

    def test_the_gateway_is_for_administrators(self):
        names = set(self.company.with_user(self.manager).fields_get())
        self.assertIn("text_provider", names)
        for name in ("url", "header", "body", "success"):
            self.assertNotIn(f"text_gateway_{name}", names)
