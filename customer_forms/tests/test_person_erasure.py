"""What is kept on a person is erased (V5)."""

import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .person_common import EMAIL, ID_CARD, NAME, PHONE, PersonCommon


@tagged("-at_install", "post_install")
class TestPersonErasure(PersonCommon):
    def setUp(self):
        super().setUp()
        self.submission.with_user(self.salesperson).edit_answers(
            {"wish": f"{NAME} called"}, f"{NAME} said so"
        )
        self.submission.message_post(body=f"{NAME}, {PHONE}", subject=NAME)
        self.submission.activity_schedule(
            "mail.mail_activity_data_call", summary=NAME, note=f"Call {PHONE}"
        )
        self.attachment = self.submission.file_ids.attachment_id

    def _everything(self):
        """Every row of the database that tells of the submission, as text."""
        self.env.flush_all()
        texts = []
        for query in (
            "SELECT t::text FROM customer_form_submission t WHERE id = %(id)s",
            "SELECT t::text FROM customer_form_row t WHERE submission_id = %(id)s",
            "SELECT t::text FROM customer_form_change t WHERE submission_id = %(id)s",
            "SELECT t::text FROM customer_form_unique t WHERE submission_id = %(id)s",
            "SELECT t::text FROM customer_form_file t WHERE submission_id = %(id)s",
            "SELECT t::text FROM customer_consent t WHERE submission_id = %(id)s",
            "SELECT t::text FROM customer_vault_value t WHERE res_id = %(id)s"
            " AND res_model = 'customer.form.submission'",
            "SELECT t::text FROM mail_message t WHERE res_id = %(id)s"
            " AND model = 'customer.form.submission'",
            "SELECT t::text FROM mail_activity t WHERE res_id = %(id)s"
            " AND res_model = 'customer.form.submission'",
            "SELECT t::text FROM ir_attachment t WHERE res_id = %(id)s"
            " AND res_model = 'customer.form.submission'",
        ):
            self.env.cr.execute(query, {"id": self.submission.id})
            texts += [text for (text,) in self.env.cr.fetchall()]
        return "\n".join(texts)

    def test_nothing_tells_of_the_person_any_more(self):
        """V5: Personal Information Protection Law, article 47"""
        self._erase(self._search(phone=PHONE))
        left = self._everything()
        for value in (NAME, "王", PHONE, "1234", EMAIL, ID_CARD, "002X", "wang.pdf"):
            self.assertNotIn(value, left)
        self.assertFalse(self.submission.unique_ids)
        self.assertFalse(self.submission.client_uuid)
        self.assertFalse(self.submission.content_digest)
        self.assertFalse(self.attachment.exists())
        self.assertFalse(self._found(phone=PHONE))

    def test_statistics_stay(self):
        consent = self.submission.consent_ids
        self._erase(self._search(phone=PHONE))
        self.assertEqual(
            dict(self.submission.answers._values),
            {
                "tier": "vip",
                "due": "2026-12-01",
                "count": 7,
                "stars": 4,
                "agreed": True,
            },
        )
        self.assertEqual((consent.wording, consent.person), ("agreed", False))
        self.assertEqual(len(self.submission.change_ids), 1)
        self.assertTrue(self.submission.erased_at)
        self.assertIn("(erased)", self.submission.display_name)

    def test_the_audit_log_proves_it(self):
        self._erase(self._search(phone=PHONE), "Asked by letter")
        event = self._events("erasure")
        self.assertEqual(event.user_id, self.officer)
        self.assertEqual(event.reason, "Asked by letter")
        self.assertEqual(event.details["gone"]["files"], 1)
        for value in (NAME, PHONE, EMAIL, ID_CARD):
            self.assertNotIn(value, json.dumps(event.details, ensure_ascii=False))

    def test_who_asks_again_is_told_that_he_was_erased(self):
        self._erase(self._search(phone=PHONE))
        again = self._search(identity=ID_CARD)
        self.assertEqual(again.erased_before, self._events("erasure").occurred_at)
        self.assertFalse(self._search(phone="13811112222").erased_before)

    def test_erased_twice_does_nothing(self):
        self._erase(self._search(phone=PHONE))
        erased_at = self.submission.erased_at
        self.assertEqual(self.submission.sudo()._erase("Again"), {})
        self.assertEqual(self.submission.erased_at, erased_at)
        self.assertEqual(len(self._events("erasure")), 1)

    def test_what_is_erased_is_said_before(self):
        search = self._search(phone=PHONE)
        search.purpose = "Asked"
        action = search.action_erase()
        erase = self.env[action["res_model"]].browse(action["res_id"])
        said = str(erase.with_user(self.officer).summary)
        for words in (self.submission.number, "files: 1", "messages, emptied: "):
            self.assertIn(words, said)
        with self.assertRaises(UserError):
            erase.with_user(self.officer).action_erase()
        self.assertFalse(self.submission.erased_at)

    def test_what_was_said_is_what_went(self):
        said = self.submission.sudo()._count_erasure()
        gone = self.submission.sudo()._erase("Asked")
        self.assertEqual(said, gone)
        self.assertGreaterEqual(gone["messages"], 1)
        self.assertEqual(gone["activities"], 1)

    def test_others_keep_theirs(self):
        before = dict(self.other.answers._values)
        self._erase(self._search(phone=PHONE, person_name=NAME))
        self.assertEqual(dict(self.other.answers._values), before)
        self.assertFalse(self.other.erased_at)

    def test_what_was_erased_is_not_corrected(self):
        self._erase(self._search(phone=PHONE))
        submission = self.submission.with_user(self.salesperson)
        self.assertFalse(submission.can_edit_answers)
        with self.assertRaises(AccessError):
            submission.edit_answers({"wish": "Again"}, "Why not")

    def test_the_same_answer_may_be_given_again(self):
        self._erase(self._search(phone=PHONE))
        again = self._submit(self.form, {"customer_name": NAME, "phone": PHONE})
        self.assertTrue(again)

    def test_nobody_says_that_something_was_erased(self):
        with self.assertRaises(AccessError):
            self.submission.with_user(self.manager).erased_at = "2026-01-01"

    def test_a_contact_is_made_anonymous(self):
        partner = self.env["res.partner"].create(
            {"name": NAME, "email": EMAIL, "phone": PHONE, "comment": NAME}
        )
        partner.message_post(body=NAME)
        partner.sudo()._erase("Asked")
        self.env.flush_all()
        self.env.cr.execute(
            """SELECT p::text FROM res_partner p WHERE id = %(id)s UNION ALL
               SELECT m::text FROM mail_message m
               WHERE model = 'res.partner' AND res_id = %(id)s""",
            {"id": partner.id},
        )
        left = str(self.env.cr.fetchall())
        for value in (NAME, PHONE, EMAIL):
            self.assertNotIn(value, left)
        self.assertFalse(partner.active)

    def test_a_colleague_is_no_customer(self):
        colleague = self.salesperson.partner_id.sudo()
        self.assertIn(colleague, colleague._why_not_erased())
        self.assertEqual(colleague._erase("Asked"), {})
        self.assertEqual(colleague.name, self.salesperson.name)
