"""Corrections leave a trace; who may make them is limited (U2)."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import CustomerFollowupCommon
from .scan import find_in_database


@tagged("-at_install", "post_install")
class TestFollowupCorrection(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier("欧阳明")
        cls.followup = (
            cls.env["customer.followup"]
            .with_user(cls.salesperson)
            .create({"dossier_id": cls.dossier.id, "summary": "Wants 20 trucks"})
        )

    def _later(self, hours=25):
        return freeze_time(fields.Datetime.now() + timedelta(hours=hours))

    def _events(self, kind="correction"):
        return self.env["customer.audit.event"].search(
            [
                ("res_model", "=", "customer.followup"),
                ("res_id", "=", self.followup.id),
                ("kind", "=", kind),
            ]
        )

    # ------------------------------------------------------------
    # The trace
    # ------------------------------------------------------------

    def test_old_new_who_and_why(self):
        self.followup.write(
            {
                "summary": "Wants 30 trucks",
                "method": "visit",
                "correction_reason": "Misheard",
            }
        )
        changes = {change.name: change for change in self.followup.change_ids}
        self.assertEqual(set(changes), {"summary", "method"})
        said = changes["summary"]
        self.assertEqual(
            (said.old, said.new, said.reason, said.user_id),
            ("Wants 20 trucks", "Wants 30 trucks", "Misheard", self.salesperson),
        )
        self.assertEqual(changes["method"].label, "Method")
        self.assertEqual(changes["method"].new, "Visit")
        self.assertEqual(self.followup.change_count, 2)

    def test_the_audit_log_knows(self):
        self.followup.write({"summary": "Wants 30 trucks", "method": "visit"})
        event = self._events()
        self.assertEqual(event.user_id, self.salesperson)
        self.assertIn("Visit", event.sentence)
        # What was written can be erased; the log cannot.
        self.assertNotIn("trucks", str(event.sudo().details))

    def test_nothing_changed_leaves_nothing(self):
        self.followup.write({"summary": "Wants 20 trucks", "method": "phone"})
        self.assertFalse(self.followup.change_ids)
        self.assertFalse(self._events())

    def test_another_person_with_the_same_mask_is_a_change(self):
        self.followup.customer_participants = "王伟"
        before = len(self.followup.change_ids)
        self.followup.customer_participants = "王芳"
        change = self.followup.change_ids.sorted("id")[-1]
        self.assertEqual(len(self.followup.change_ids), before + 1)
        self.assertEqual(change.old, change.new)
        found = find_in_database(self.env, ("王伟", "王芳"))
        self.assertFalse(found)

    def test_words_are_redacted(self):
        """V1: in the follow-up, in its corrections and in the reason."""
        self.followup.write(
            {
                "customer_participants": "司徒联络",
                "summary": "欧阳明 (13812349876) and 司徒联络 agree",
                "agreement": "欧阳明 signs",
                "next_plan": "Call 13812349876",
                "correction_reason": "欧阳明 said so",
            }
        )
        self.assertFalse(find_in_database(self.env, ("司徒联络", "13812349876")))
        texts = self.followup.change_ids.mapped("new")
        texts += [self.followup.summary, self.followup.change_ids[0].reason]
        self.assertFalse([text for text in texts if "欧阳明" in text])

    def test_new_ones_are_redacted_too(self):
        """V1"""
        followup = self.followup.create(
            {
                "dossier_id": self.dossier.id,
                "customer_participants": "司徒联络",
                "summary": "欧阳明 and 司徒联络 agree",
            }
        )
        self.assertNotIn("欧阳明", followup.summary)
        self.assertNotIn("司徒联络", followup.summary)

    def test_corrections_are_only_added_to(self):
        self.followup.summary = "Wants 30 trucks"
        change = self.followup.change_ids
        for user in (self.salesperson, self.supervisor, self.manager):
            there = change.with_user(user)
            with self.subTest(user.login):
                self.assertTrue(there.has_access("read"))
                for operation in ("create", "write", "unlink"):
                    self.assertFalse(there.has_access(operation))
        for user in (self.salesperson_2, self.outsider):
            self.assertFalse(change.with_user(user).has_access("read"))

    # ------------------------------------------------------------
    # Who may, and when
    # ------------------------------------------------------------

    def test_author_within_the_time_of_the_company(self):
        self.company.followup_edit_hours = 48
        with self._later(47):
            self.followup.invalidate_recordset()
            self.followup.summary = "Wants 30 trucks"
        with self._later(49):
            self.followup.invalidate_recordset()
            self.assertEqual(self.followup.correction, "plan")
            with self.assertRaises(AccessError):
                self.followup.write({"summary": "x", "correction_reason": "Because"})

    def test_supervisor_later_with_a_reason(self):
        followup = self.followup.with_user(self.supervisor)
        with self._later():
            self.assertEqual(followup.correction, "reason")
            with self.assertRaises(UserError):
                followup.summary = "Wants 30 trucks"
            with self.assertRaises(UserError):
                followup.write({"summary": "Wants 30 trucks", "correction_reason": " "})
            followup.write(
                {"summary": "Wants 30", "correction_reason": "He asked me to"}
            )
        self.assertEqual(followup.change_ids.user_id, self.supervisor)

    def test_former_author_does_not_rewrite_the_history(self):
        """D11: the customer is another's now."""
        self.dossier.user_id = self.salesperson_2
        self.dossier.team_id = self.team
        followup = self.followup.with_user(self.salesperson)
        self.assertTrue(followup.has_access("read"), "authors keep what they wrote")
        self.assertEqual(followup.correction, "no")
        for vals in ({"summary": "x"}, {"next_date": "2030-01-01"}, {"method": "chat"}):
            with self.subTest(vals), self.assertRaises(AccessError):
                followup.write(vals)

    def test_the_new_owner_plans_and_does_not_rewrite(self):
        self.dossier.user_id = self.salesperson_2
        followup = self.followup.with_user(self.salesperson_2)
        self.assertEqual(followup.correction, "plan")
        followup.write({"next_plan": "Call", "next_date": self._today()})
        with self.assertRaises(AccessError):
            followup.summary = "x"

    def test_the_plan_changes_at_any_time(self):
        with self._later(1000):
            self.followup.next_plan = "Send the offer"
        self.assertEqual(self.followup.change_ids.name, "next_plan")

    def test_files_and_people_are_corrections_too(self):
        with self._later():
            for vals in (
                {"attachment_ids": [Command.create({"name": "a"})]},
                {"participant_ids": [Command.link(self.supervisor.id)]},
                {"followed_up_at": "2026-01-01 00:00:00"},
            ):
                with self.subTest(vals), self.assertRaises(AccessError):
                    self.followup.write(vals)

    def test_form_asks_a_supervisor_for_the_reason(self):
        followup = self.followup.with_user(self.supervisor)
        with self._later(), Form(followup) as form:
            form.summary = "Wants 30 trucks"
            with self.assertRaises(UserError):
                form.save()
            form.correction_reason = "He asked me to"
        self.assertEqual(followup.summary, "Wants 30 trucks")

    def test_form_lets_a_supervisor_review_what_is_right(self):
        """U1: a form with an empty required field does not let its buttons work."""
        followup = self.followup.with_user(self.supervisor)
        with self._later():
            Form(followup).save()
        self.assertFalse(followup.change_ids)

    # ------------------------------------------------------------
    # Erased with the person (V5)
    # ------------------------------------------------------------

    def test_erased_with_the_person(self):
        """V5"""
        self.followup.write({"summary": "Wants 30 trucks", "correction_reason": "Deaf"})
        self.followup.todo_ids = [Command.create({"name": "Send trucks"})]
        self.followup.with_user(self.supervisor)._review("reviewed", "Nice trucks")
        document = self.dossier._personal_document()
        for text in ("Send trucks", "Nice trucks"):
            self.assertIn(text, str(document))
        self.dossier.sudo()._erase("Asked for it")
        found = find_in_database(self.env, ("trucks", "Deaf"))
        # Reasons stay in the log, which is never altered; they carry masks only.
        self.assertEqual(
            {place[:2] for place in found}, {("customer_audit_event", "reason")}
        )
