"""The page of an unfinished entry, through the doors of visitors and staff (P5)."""

import json
import uuid

from odoo.tests import tagged

from .common import PDF
from .draft_common import EMAIL, NAME, PHONE, DraftHttpCommon

ANSWERS = {"who": NAME, "phone": PHONE}
FILE = ("licence.pdf", PDF, "application/pdf")


@tagged("-at_install", "post_install")
class TestDraftPage(DraftHttpCommon):
    def _get(self, path="", **query):
        return self.url_open(
            f"{self.form._page_path()}{path}", params=query, allow_redirects=False
        )

    def _link(self):
        return {"draft": self._draft()._private_token()}

    # ------------------------------------------------------------
    # Saving as one goes
    # ------------------------------------------------------------

    def test_a_save_is_answered_with_its_time(self):
        answer = self._save(ANSWERS, _section="0").json()
        self.assertEqual(set(answer), {"saved"})
        draft = self._draft()
        self.assertEqual(draft._open_document(), ANSWERS)
        self.assertEqual(draft.section_key, "who")

    def test_a_page_that_is_not_ours_saves_nothing(self):
        self.page["_opening"] = "x.y"
        self.assertEqual(self._save(ANSWERS).json()["why"], "over")
        self.assertFalse(self._draft())

    def test_a_save_has_a_size(self):
        answer = self._save({"who": "x" * 70_000})
        self.assertEqual(answer.status_code, 413)
        self.assertFalse(self._draft())

    def test_without_csrf_token_the_session_learns_nothing(self):
        self._save(ANSWERS, csrf_token="")
        self.assertTrue(self._draft())
        self.assertNotIn("o_customer_forms_begun", self._get().text)

    def test_a_save_after_the_submission_brings_nothing_back(self):
        self._save(ANSWERS)
        self.assertIn("redirect", self._send("", ANSWERS).json())
        self.assertEqual(self._save(ANSWERS, 2).json()["why"], "done")
        self.assertFalse(self._draft().active)
        again = self._send("", ANSWERS)
        self.assertIn("redirect", again.json(), "the same page again")
        self.assertEqual(len(self.form.submission_ids), 1)

    # ------------------------------------------------------------
    # Coming back
    # ------------------------------------------------------------

    def test_the_session_offers_what_was_begun(self):
        self._save(ANSWERS)
        self.assertIn("o_customer_forms_begun", self._get().text)
        page = self._get(draft="mine").text
        self.assertIn(f'value="{NAME}"', page)
        self.assertIn(self.page["_uuid"], page, "the same submission")
        self._get(draft="new")
        self.assertNotIn("o_customer_forms_begun", self._get().text)
        self.assertTrue(self._draft().active, "kept all the same")

    def test_continue_later_gives_a_private_link(self):
        answer = self._leave(ANSWERS, has_script=False)
        self.assertEqual(answer.status_code, 303)
        page = self.url_open(answer.headers["Location"])
        token = self._draft()._private_token()
        self.assertIn(token, page.text)
        for name, value in (
            ("Referrer-Policy", "no-referrer"),
            ("X-Robots-Tag", "noindex"),
        ):
            self.assertEqual(page.headers[name], value)
        self.opener.cookies.clear()  # another device
        page = self._get(draft=token)
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertIn(f'value="{NAME}"', page.text)
        self.assertNotIn('aria-invalid="true"', page.text)

    def test_the_link_goes_by_mail_and_the_address_is_sealed(self):
        self._leave(ANSWERS)
        sent = self._send("/later", {"email": EMAIL}, **self._link())
        self.assertEqual(sent.status_code, 303)
        draft = self._draft()
        self.assertEqual(draft.link_email, "w***@example.org")
        mail = self.env["mail.mail"].search([], limit=1, order="id desc")
        self.assertEqual(mail.email_to, EMAIL)
        self.assertTrue(mail.auto_delete)
        wrong = self._send("/later", {"email": "nobody"}, **self._link())
        self.assertEqual(wrong.status_code, 422)
        for _number in range(3):
            last = self._send("/later", {"email": EMAIL}, **self._link())
        self.assertEqual(last.status_code, 422, "not to everybody")

    def test_a_link_that_opens_nothing_says_what_to_do(self):
        self.assertEqual(self._get(draft="0" * 64).status_code, 404)
        self._save(ANSWERS)
        link = self._link()
        self._draft().expires_at = "2020-01-01"
        page = self._get(**link)
        self.assertEqual(page.status_code, 410)
        self.assertIn("2020-01-01", page.text)
        self._draft().expires_at = "2100-01-01"
        self._send("", ANSWERS)
        page = self._get(**link)
        self.assertEqual(page.status_code, 410)
        self.assertIn("submitted already", page.text)
        self.assertNotIn(self.form.submission_ids.number, page.text)

    def test_a_closed_form_says_so_and_forgets_nothing(self):
        self._save(ANSWERS)
        link = self._link()
        self.form.action_close()
        self.assertEqual(self._get(**link).status_code, 410)
        self.assertTrue(self._draft().active)

    def test_a_newer_version_is_shown_filled_in_with_a_notice(self):
        self._save(ANSWERS)
        link = self._link()
        self.form.section_ids.field_ids.create(
            {
                "section_id": self.form.section_ids.id,
                "name": "Tax number",
                "key": "tax",
                "is_required": True,
            }
        )
        self._publish(self.form)
        page = self._get(**link).text
        self.assertIn("was changed after you opened it", page)
        self.assertIn(f'value="{NAME}"', page)
        self.assertIn('name="tax"', page)

    # ------------------------------------------------------------
    # Files
    # ------------------------------------------------------------

    def test_a_file_is_kept_shown_and_moved_to_the_submission(self):
        answer = self._send("/draft/files", ANSWERS, files={"photo": FILE}).json()
        (file,) = answer["files"]["photo"]
        self.assertEqual(file["name"], "licence.pdf")
        page = self._get(**self._link()).text
        self.assertIn(f'name="_draft_file:photo" value="{file["id"]}"', page)
        self.assertNotIn("choose your files again", page)
        kept = {"_draft_file:photo": str(file["id"])}
        self.assertIn("redirect", self._send("", {**ANSWERS, **kept}).json())
        submission = self.form.submission_ids
        self.assertEqual(submission.file_ids.attachment_id.id, file["id"], "moved")
        self.assertEqual(submission.file_ids.attachment_id.raw, PDF)
        self.assertFalse(submission.file_ids.attachment_id.description)
        again = self._send("", {**ANSWERS, **kept})
        self.assertIn("redirect", again.json(), "the same page again")
        self.assertEqual(len(self.form.submission_ids), 1)

    def test_a_file_is_checked_as_a_submission_checks_it(self):
        wrong = ("licence.pdf", b"MZ no such thing", "application/pdf")
        answer = self._send("/draft/files", ANSWERS, files={"photo": wrong}).json()
        self.assertIn("not really a pdf", answer["files_wrong"]["photo"])
        self.assertFalse(self._draft()._files())

    def test_a_removed_file_is_deleted(self):
        self._send("/draft/files", ANSWERS, files={"photo": FILE})
        file = self._draft()._files()
        self._save(ANSWERS, _removed_file=str(file.id))
        self.assertFalse(file.exists())

    def test_files_of_others_are_not_to_be_had(self):
        self._send("/draft/files", ANSWERS, files={"photo": FILE})
        file = self._draft()._files()
        self.page = self._begin()
        self._send("", {**ANSWERS, "_draft_file:photo": str(file.id)})
        self.assertFalse(self.form.submission_ids.file_ids)
        self.assertTrue(file.exists())

    def test_a_file_that_is_sent_with_continue_later_is_kept(self):
        self._leave(ANSWERS, files={"photo": FILE})
        self.assertEqual(self._draft()._files().mapped("name"), ["licence.pdf"])

    # ------------------------------------------------------------
    # Staff
    # ------------------------------------------------------------

    def _go_on(self, user):
        self.authenticate(user.login, user.login)
        return self._get(f"/draft/{self._draft().id}")

    def test_staff_go_on_with_masks_and_the_log_says_so(self):
        self._save(ANSWERS)
        page = self._go_on(self.supervisor).text
        self.assertIn('data-kept="138****5678"', page)
        self.assertNotIn(NAME, page)
        event = self.env["customer.audit.event"].search([("kind", "=", "draft")])[:1]
        self.assertEqual(event.details, {"action": "opened"})
        self.assertEqual(event.user_id, self.supervisor)
        self.assertEqual(self._go_on(self.salesperson).status_code, 404)

    def test_masks_that_come_back_stand_for_what_was_typed(self):
        self._save(ANSWERS)
        page = self._go_on(self.supervisor).text
        opening = page.split('name="_opening" value="')[1].split('"')[0]
        self.page["_opening"] = opening
        masked = {"who": "王*", "phone": "138****5678", "mail": EMAIL}
        self._save(masked, _writer="staff")
        self.assertEqual(self._draft()._open_document(), {**ANSWERS, "mail": EMAIL})
        self.assertEqual(self._draft().user_id, self.supervisor)
        refused = self._send("", {**masked, "phone": "139****5678"})
        self.assertEqual(list(refused.json()["errors"]), ["phone"])
        self.assertIn("redirect", self._send("", masked).json())
        submission = self.form.submission_ids
        self.assertEqual(submission._open_answers()[submission]["who"], NAME)
        self.assertEqual(submission.channel, "staff")
        again = self._send("", masked)
        self.assertIn("redirect", again.json(), "the same page again")

    def test_a_page_that_comes_back_to_staff_shows_masks(self):
        self._save({**ANSWERS, "mail": "wrong"})
        page = self._go_on(self.supervisor).text
        self.page["_opening"] = page.split('name="_opening" value="')[1].split('"')[0]
        masked = {"who": "王*", "phone": "138****5678", "mail": "x"}
        page = self._send("", masked, has_script=False)
        self.assertEqual(page.status_code, 422)
        self.assertIn("138****5678", page.text)
        self.assertNotIn(NAME, page.text)
        self.assertNotIn("13812345678", page.text)

    def test_a_private_link_shows_staff_no_more_than_the_policy(self):
        self._save(ANSWERS)
        link = self._link()
        self.authenticate("cf_supervisor", "cf_supervisor")
        answer = self._get(**link)
        self.assertTrue(answer.headers["Location"].endswith(f"/{self._draft().id}"))

    def test_unfinished_entries_of_staff_are_theirs(self):
        self.authenticate("cf_sales", "cf_sales")
        opening = self._opening(channel="staff")
        self.page |= {
            "_uuid": opening.uuid,
            "_opening": self.form._sign_opening(opening),
        }
        self._save(ANSWERS)
        self.assertEqual(self._draft().user_id, self.salesperson)
        self.assertEqual(self._draft().channel, "staff")

    def test_json_of_a_save_says_nothing_typed(self):
        answer = self._save({**ANSWERS, "unknown": str(uuid.uuid4())})
        self.assertNotIn(NAME, json.dumps(answer.json(), ensure_ascii=False))
