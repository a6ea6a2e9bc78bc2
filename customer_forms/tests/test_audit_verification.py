"""Whether the log is whole, for people: the button, the nightly job, who is told (S4)."""

from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.vault.customer_vault_key import VaultLocked
from .common import CustomerFormsCommon

LOGGER = "odoo.addons.customer_forms.models.audit.customer_audit_verification"
ALTERED = {"code": "event_altered", "event_id": 7}
CUT = {"code": "end_cut", "first": 5, "last": 6, "at": "2026-01-01T00:00:00"}


@tagged("-at_install", "post_install")
class TestAuditVerification(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls._create_user("cf_officer", "data_officer")
        cls.verifications = cls.env["customer.audit.verification"]

    def _note(self, *findings):
        found = [{**finding, "company_id": self.company.id} for finding in findings]
        noted = self.verifications._note(found, {})
        return noted.filtered(lambda each: each.company_id == self.company)

    def test_only_data_administrators_verify_the_log(self):
        for user in (self.salesperson, self.supervisor, self.creator):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.verifications.with_user(user).action_verify()
        with patch.object(
            self.env.registry[self.verifications._name], "_verify_all"
        ) as verify:
            action = self.verifications.with_user(self.officer).action_verify()
        verify.assert_called_once()
        self.assertEqual(action["res_model"], self.verifications._name)

    def test_the_button_above_an_empty_list_verifies(self):
        """V6: what the web client sends: a method, and the ids of no record."""
        verifications = self.verifications.with_user(self.officer)
        with patch.object(
            self.env.registry[self.verifications._name], "_verify_all"
        ) as verify:
            action = call_kw(verifications, "action_verify", [[]], {})
        verify.assert_called_once()
        self.assertEqual(action["res_model"], self.verifications._name)

    def test_a_missing_keyring_is_told_in_the_language_of_who_asks(self):
        """V2: not in the one of the transaction that seals."""
        self.env["res.lang"]._activate_lang("zh_CN")
        keys = self.env.registry["customer.vault.key"]
        asked_in = []

        def locked(model):
            asked_in.append(model.env.lang)
            raise VaultLocked("locked")

        verifications = self.verifications.with_user(self.officer)
        with patch.object(keys, "_get_keyring", locked), self.assertRaises(VaultLocked):
            verifications.with_context(lang="zh_CN").action_verify()
        self.assertEqual(asked_in, ["zh_CN"])

    def test_a_whole_log_is_said_to_be_whole(self):
        verification = self._note()
        self.assertEqual(verification.state, "whole")
        self.assertFalse(verification.findings_text)

    @mute_logger(LOGGER)
    def test_what_was_done_is_said_in_the_language_of_who_reads_it(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        verification = self._note(ALTERED).with_user(self.officer)
        self.assertEqual(verification.state, "broken")
        self.assertEqual(verification.findings_text, "Event 7 was altered.")
        in_chinese = verification.with_context(lang="zh_CN")
        self.assertEqual(in_chinese.findings_text, "记录 7 被篡改。")

    def test_remarks_are_no_alarm(self):
        verification = self._note({"code": "pending", "count": 2})
        self.assertEqual(verification.state, "noticed")

    @mute_logger(LOGGER)
    def test_data_administrators_are_told_what_is_wrong(self):
        verification = self._note(ALTERED)
        verification._tell_officers()
        told = verification.activity_ids
        self.assertIn(self.officer, told.user_id)
        self.assertNotIn(self.supervisor, told.user_id)
        self.assertIn("Event 7 was altered.", told[0].note)
        whole = self._note()
        whole._tell_officers()
        self.assertFalse(whole.activity_ids)

    @mute_logger(LOGGER)
    def test_a_restored_backup_is_accepted_with_a_reason_in_the_log(self):
        verification = self._note(CUT).with_user(self.officer)
        self.assertTrue(verification.has_break)
        with self.assertRaises(UserError):
            verification._accept_break(" ")
        wizard = self.env["customer.audit.accept"].with_user(self.officer)
        wizard = wizard.with_context(active_id=verification.id)
        wizard.create({"reason": "Restored on Monday"}).action_accept()
        event = self.env["customer.audit.event"].search([], limit=1)
        self.assertEqual(
            (event.kind, event.user_id, event.reason),
            ("accepted_break", self.officer, "Restored on Monday"),
        )
        with self.assertRaises(AccessError):
            verification.with_user(self.supervisor).sudo(False)._accept_break("x")

    @mute_logger(LOGGER)
    def test_altered_events_cannot_be_accepted(self):
        self.assertFalse(self._note(ALTERED).has_break)

    def test_nobody_writes_a_verification(self):
        verification = self._note()
        for user in (self.officer, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                verification.with_user(user).write({"state": "whole"})
