"""What is kept on a person is found, handed out and erased (V5)."""

import base64
import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, tagged

from .common import CustomerFormsCommon

PHONE, EMAIL, NAME = "13800001234", "xiaoming@example.cn", "王小明"
ID_CARD = "11010519491231002X"


class PersonCommon(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls._create_user("cf_officer", "data_officer")
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "customer_name", "role": "customer_name"},
                    {"key": "phone", "type": "phone", "is_unique": True},
                    {"key": "email", "type": "email"},
                    {"key": "id_card", "type": "id_card"},
                    {"key": "code", "type": "uscc"},
                    {"key": "wish", "type": "longtext"},
                    {"key": "tier", "type": "radio", "options": ["vip", "new"]},
                    {"key": "due", "type": "date"},
                    {"key": "count", "type": "integer"},
                    {"key": "stars", "type": "rating"},
                    {"key": "agreed", "type": "consent"},
                    {"key": "paper", "type": "attachment"},
                ],
                has_editing=True,
            )
        )
        cls.submission = cls._submit(
            cls.form,
            {
                "customer_name": NAME,
                "phone": PHONE,
                "email": EMAIL,
                "id_card": ID_CARD,
                "wish": f"Call {NAME} at night",
                "tier": "vip",
                "due": "2026-12-01",
                "count": "7",
                "stars": "4",
                "agreed": "yes",
                "paper": [cls._file("wang.pdf")],
            },
            client_uuid="6f1c1a4e-6f5d-4f39-9f57-0d8a1f4f9f10",
        )
        cls.submission.user_id = cls.salesperson
        cls.other = cls._submit(
            cls.form, {"customer_name": NAME, "phone": "13911112222"}
        )

    def _search(self, user=None, **typed):
        """What the data administrator finds, as the web client asks for it."""
        Search = self.env["customer.person.search"].with_user(user or self.officer)
        with Form(Search) as search:
            for name, text in typed.items():
                search[name] = text
        search = search.save()
        search.action_find()
        return search

    def _found(self, **typed):
        lines = self._search(**typed).line_ids
        return {
            line.res_id: line
            for line in lines
            if line.res_model == "customer.form.submission"
        }

    def _erase(self, search, reason="Asked by letter"):
        search.purpose = reason
        action = search.action_erase()
        erase = self.env[action["res_model"]].browse(action["res_id"])
        erase = erase.with_user(search.env.user)
        erase.is_sure = True
        erase.action_erase()
        return erase

    def _events(self, kind, record=None):
        record = record or self.submission
        return self.env["customer.audit.event"].search(
            [
                ("kind", "=", kind),
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
            ]
        )


@tagged("-at_install", "post_install")
class TestPersonSearch(PersonCommon):
    def test_a_person_is_found_by_each_value(self):
        """V5"""
        for name, text in (
            ("phone", "138 0000 1234"),
            ("email", EMAIL.upper()),
            ("identity", ID_CARD),
            ("person_name", NAME),
        ):
            with self.subTest(name):
                self.assertIn(self.submission.id, self._found(**{name: text}))
        self.assertNotIn(self.submission.id, self._found(phone="13800009999"))

    def test_a_credit_code_is_found(self):
        """D2, V5"""
        firm = self._submit(self.form, {"code": "91350100M000100Y43"})
        self.assertIn(firm.id, self._found(identity="91350100m000100y43"))

    def test_a_namesake_is_listed_and_not_ticked(self):
        found = self._found(person_name=NAME, phone=PHONE)
        self.assertTrue(found[self.submission.id].is_chosen)
        self.assertFalse(found[self.other.id].is_chosen)

    def test_what_was_typed_is_not_kept(self):
        """V2"""
        typed = {"phone": "13800001234", "email": EMAIL, "identity": ID_CARD}
        search = self._search(person_name=NAME, **typed)
        self.env.flush_all()
        self.env.cr.execute(
            """SELECT s::text, l::text FROM customer_person_search s
               LEFT JOIN customer_person_search_line l ON l.search_id = s.id
               WHERE s.id = %s""",
            [search.id],
        )
        rows = str(self.env.cr.fetchall())
        for value in (*typed.values(), NAME):
            self.assertNotIn(value, rows)
        self.env.cr.execute("SELECT count(*) FROM privacy_lookup_wizard")
        self.assertEqual(self.env.cr.fetchone(), (0,))
        self.assertIn("138****1234", search.asked)

    def test_contacts_and_opportunities_in_odoo_are_found(self):
        """Beyond forms, through Odoo's privacy_lookup too."""
        partner = self.env["res.partner"].create({"name": "X", "email": EMAIL})
        lead = self.env["crm.lead"].create({"name": "X", "phone": "+86 138 0000 1234"})
        lines = self._search(phone=PHONE, email=EMAIL).line_ids
        places = {(line.res_model, line.res_id) for line in lines}
        self.assertLessEqual(
            {("res.partner", partner.id), ("crm.lead", lead.id)}, places
        )

    def test_another_company_is_not_searched(self):
        self.submission.flush_recordset()
        self.env.cr.execute(
            "UPDATE customer_form_submission SET company_id = %s WHERE id = %s",
            [self.company_2.id, self.submission.id],
        )
        self.env.invalidate_all()
        self.assertNotIn(self.submission.id, self._found(person_name=NAME))

    def test_only_data_administrators_search(self):
        """V6"""
        for user in (self.salesperson, self.supervisor, self.creator, self.outsider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["customer.person.search"].with_user(user).create({})
        self.assertTrue(self._search(self.manager, phone=PHONE).line_ids)

    def test_nobody_adds_records_to_the_list(self):
        search = self._search(phone=PHONE)
        line = search.line_ids[0]
        vals = {"search_id": search.id, "res_model": "res.users", "res_id": 2}
        for refused in (
            lambda: search.line_ids.create([vals]),
            lambda: search.line_ids.with_context(customer_person_found=1).create(
                [vals]
            ),
            lambda: line.write({"res_model": "res.users", "res_id": 2}),
            lambda: search.write({"line_ids": [(1, line.id, {"res_id": 2})]}),
        ):
            with self.subTest(), self.assertRaises(AccessError):
                refused()
        line.is_chosen = False

    def test_a_search_for_nothing_is_refused(self):
        with self.assertRaises(UserError):
            self.env["customer.person.search"].with_user(self.officer).create(
                {}
            ).action_find()


@tagged("-at_install", "post_install")
class TestPersonHandOut(PersonCommon):
    def _document(self, lang="en_US"):
        search = self._search(phone=PHONE, email=EMAIL)
        search.write({"purpose": "Asked by letter", "lang": lang})
        return search._hand_out("json")

    def test_everything_is_handed_out(self):
        """V5: Personal Information Protection Law, article 45"""
        records = self._document()["records"]
        record = next(
            each
            for each in records
            if each["id"] == self.submission.id and "consents" in each
        )
        lines = {
            line["key"]: line
            for section in record["sections"]
            for line in section["lines"]
        }
        self.assertEqual(lines["customer_name"]["value"], NAME)
        self.assertEqual(lines["phone"]["value"], "+8613800001234")
        self.assertEqual(lines["email"]["value"], EMAIL)
        self.assertEqual(lines["tier"]["text"], "Vip")
        self.assertEqual(lines["due"]["value"], "2026-12-01")
        self.assertTrue(record["consents"][0]["given_at"])
        (file,) = record["files"]
        self.assertEqual(file["name"], "wang.pdf")
        self.assertTrue(base64.b64decode(file["content"]).startswith(b"%PDF"))
        json.dumps(record)

    def test_each_record_has_an_audit_event(self):
        self._document()
        event = self._events("handout")
        self.assertEqual(event.user_id, self.officer)
        self.assertEqual(event.reason, "Asked by letter")
        self.assertNotIn(PHONE, json.dumps(event.details))

    def test_nothing_is_handed_out_without_a_purpose(self):
        search = self._search(phone=PHONE)
        for method in (search.action_hand_out_json, search.action_hand_out_pdf):
            with self.assertRaises(UserError):
                method()

    def test_only_what_was_ticked_is_handed_out(self):
        search = self._search(phone=PHONE, person_name=NAME)
        search.purpose = "Asked"
        ids = [
            record["id"]
            for record in search._hand_out("json")["records"]
            if record["model"] == self.submission._name
        ]
        self.assertEqual(ids, [self.submission.id])


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


@tagged("-at_install", "post_install")
class TestPersonCopy(PersonCommon, HttpCase):
    def _download(self, kind, login="cf_officer", lang="zh_CN"):
        search = self._search(phone=PHONE)
        search.write({"purpose": "Asked", "lang": lang})
        self.env.flush_all()
        self.authenticate(login, login)
        return self.url_open(f"/customer_forms/person/{search.id}/{kind}")

    def test_the_copy_for_programs_is_json(self):
        answer = self._download("json")
        self.assertEqual(answer.status_code, 200)
        document = json.loads(answer.content)
        self.assertEqual(document["format"], "customer-personal-data/1")
        self.assertIn(NAME, answer.text)
        self.assertIn("no-store", answer.headers["Cache-Control"])
        self.assertEqual(self._events("handout").details["format"], "json")

    def test_nobody_else_downloads_it(self):
        for login in ("cf_sales", "cf_manager"):
            with self.subTest(login):
                self.assertEqual(self._download("json", login).status_code, 404)
                self.assertEqual(self._download("pdf", login).status_code, 404)
        self.assertFalse(self._events("handout"))

    def test_printed_in_any_other_way_it_says_nothing(self):
        search = self._search(phone=PHONE)
        Report = self.env["ir.actions.report"].with_user(self.officer)
        for document in (None, {"records": []}):
            html, _kind = Report.with_context(
                customer_person_document=document
            )._render_qweb_html("customer_forms.report_person_copy", search.ids)
            self.assertNotIn(NAME, html.decode())
            self.assertNotIn("o_customer_forms_copy", html.decode())
