"""Consents are proved: in which words, when and how they were given (V5)."""

import importlib.util
import itertools

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import CustomerFormsCommon
from .test_migration import MIGRATIONS


@tagged("-at_install", "post_install")
class TestConsent(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls._create_user("cf_officer", "data_officer")
        cls.form = cls._publish(cls._consent_form())
        cls.submission = cls._submit_with_consent(lang="zh_CN")
        cls.submission.user_id = cls.salesperson
        cls.consent = cls.submission.consent_ids

    @classmethod
    def _consent_form(cls):
        form = cls._create_form(
            [
                {"key": "customer_name", "role": "customer_name"},
                {"key": "agreed", "type": "consent", "name": "I agree to be called."},
                {"key": "news", "type": "consent", "name": "Send me news."},
            ],
            has_editing=True,
        )
        field = cls._field(form, "agreed").with_context(lang="zh_CN")
        field.write({"name": "我同意接听电话。", "help_text": "可随时撤回。"})
        return form

    @classmethod
    def _submit_with_consent(cls, **extra):
        answers = {"customer_name": "王小明", "agreed": "yes"}
        return cls._submit(cls.form, answers, **extra)

    def _events(self):
        return self.env["customer.audit.event"].search(
            [
                ("kind", "=", "consent"),
                ("res_model", "=", "customer.form.submission"),
                ("res_id", "=", self.submission.id),
            ],
            order="id",
        )

    def test_wording_version_language_time_and_channel_are_kept(self):
        """V5"""
        self.assertRecordValues(
            self.consent,
            [
                {
                    "field_key": "agreed",
                    "wording": "我同意接听电话。\n可随时撤回。",
                    "version_id": self.form.current_version_id.id,
                    "lang": "zh_CN",
                    "channel": "link",
                    "given_at": self.submission.submitted_at,
                    "person": "王*",
                    "state": "given",
                    "company_id": self.company.id,
                }
            ],
        )

    def test_later_words_do_not_change_what_was_agreed_to(self):
        self._field(self.form, "agreed").with_context(
            lang="zh_CN"
        ).name = "我同意一切。"
        self.form.action_publish()
        self.assertIn("我同意接听电话。", self.consent.wording)
        again = self._submit_with_consent(lang="zh_CN")
        self.assertIn("我同意一切。", again.consent_ids.wording)

    def test_the_audit_log_tells_what_was_agreed_to(self):
        details = self._events().details
        self.assertEqual((details["action"], details["version"]), ("given", 1))
        self.assertEqual(len(details["wording_sha256"]), 64)

    def test_nobody_writes_consents(self):
        consent = self.consent.with_user(self.manager)
        for refused in (
            lambda: consent.write({"wording": "Anything"}),
            lambda: consent.create([{"wording": "Anything"}]),
            consent.unlink,
            lambda: consent.sudo().write({"wording": "Anything"}),
            lambda: consent.sudo().unlink(),
        ):
            with self.subTest(), self.assertRaises(UserError):
                refused()

    def test_a_consent_is_withdrawn_with_a_reason(self):
        wizard = Form(
            self.env["customer.consent.withdraw"]
            .with_user(self.salesperson)
            .with_context(default_consent_ids=self.consent.ids)
        )
        wizard.reason = "Said so on the phone"
        wizard.save().action_withdraw()
        self.assertEqual(self.consent.state, "withdrawn")
        self.assertEqual(self.consent.withdrawn_by_id, self.salesperson)
        event = self._events()[-1]
        self.assertEqual(event.details["action"], "withdrawn")
        self.assertEqual(event.reason, "Said so on the phone")
        self.assertEqual(event.user_id, self.salesperson)
        with self.assertRaises(UserError):
            self.consent.with_user(self.salesperson).withdraw("  ")

    def test_withdrawn_twice_is_withdrawn_once(self):
        consent = self.consent.with_user(self.salesperson)
        consent.withdraw("First")
        consent.withdraw("Second")
        self.assertEqual(self.consent.reason, "First")
        self.assertEqual(len(self._events()), 2)

    def test_consents_of_others_are_neither_seen_nor_withdrawn(self):
        """S3, V6"""
        for user, seen in (
            (self.salesperson, True),
            (self.salesperson_2, False),
            (self.officer, True),
            (self.manager, True),
        ):
            with self.subTest(user=user.login):
                found = self.consent.with_user(user).search([]) & self.consent
                self.assertEqual(bool(found), seen)
        with self.assertRaises(AccessError):
            self.consent.with_user(self.salesperson_2).withdraw("Why not")
        self.consent.with_user(self.officer).withdraw("Wrote a letter")
        self.assertEqual(self.consent.state, "withdrawn")

    def test_another_company_sees_none(self):
        second = {"company_ids": self.company_2.ids, "company_id": self.company_2.id}
        self.manager.write(second)
        self.assertFalse(self.consent.with_user(self.manager).search([]))

    def test_a_correction_gives_and_withdraws(self):
        """S4, V5"""
        submission = self.submission.with_user(self.salesperson)
        submission.edit_answers({"agreed": False, "news": "yes"}, "Called us")
        self.assertEqual(
            dict(self.submission.consent_ids.mapped(lambda c: (c.field_key, c.state))),
            {"agreed": "withdrawn", "news": "given"},
        )
        submission.edit_answers({"customer_name": "王小红"}, "Typed wrong")
        self.assertEqual(len(self.submission.consent_ids), 2)

    def test_consents_of_a_hidden_section_are_hidden(self):
        """P4"""
        section = self.form.section_ids
        section.see_department_ids = self.env["crm.team"].create({"name": "Other"})
        self.assertFalse(self.consent.with_user(self.salesperson).search([]))

    def test_a_batch_notes_its_consents_in_one_go(self):
        """Design 5"""
        from ..models.submission.submission_request import FilledForm

        names = itertools.count()

        def submit(count):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.form._submit_many(
                [
                    FilledForm(
                        {"customer_name": f"A {name}", "agreed": "yes", "news": "yes"}
                    )
                    for name in itertools.islice(names, count)
                ]
            )
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        submit(1)
        self.assertLessEqual(submit(20), submit(1) + 2)

    def test_consents_given_before_get_their_records(self):
        self.env.cr.execute("DELETE FROM customer_consent")
        self.env.invalidate_all()
        path = MIGRATIONS / "19.0.3.0.0" / "post-consent.py"
        spec = importlib.util.spec_from_file_location("post_consent", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        events = len(self._events())
        for _each in range(2):
            module.migrate(self.env.cr, "19.0.2.0.0")
        self.assertEqual(self.submission.consent_ids.mapped("field_key"), ["agreed"])
        self.assertEqual(len(self._events()), events)
