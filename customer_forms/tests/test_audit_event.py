"""The audit log: who noted what, about what, and who reads it (S4, V1, V6)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestAuditEvent(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.events = cls.env["customer.audit.event"]
        cls.form = cls._publish(cls._create_form())
        cls.submission = cls._submit(cls.form, {"customer_name": "王小明"})
        cls.submission.write({"user_id": cls.salesperson.id, "team_id": cls.team.id})

    def _log_as(self, user, records=None, **extra):
        return self.events.with_user(user)._log("reveal", records, **extra)

    def test_an_event_says_who_did_it_to_what(self):
        """S4: who, when, what, why."""
        event = self._log_as(
            self.salesperson_2,
            self.submission,
            details={"name": "phone"},
            reason=" Hi ",
        )
        self.assertEqual(event.user_id, self.salesperson_2)
        self.assertEqual(event.record_name, self.submission.display_name)
        self.assertEqual((event.owner_id, event.team_id), (self.salesperson, self.team))
        self.assertEqual((event.reason, event.details), ("Hi", {"name": "phone"}))
        self.assertTrue(event.occurred_at)
        self.assertEqual(len(event.mac), 64)

    def test_nobody_changes_or_deletes_an_event(self):
        event = self._log_as(self.salesperson, self.submission)
        with self.assertRaises(UserError):
            event.write({"reason": "another"})
        with self.assertRaises(UserError):
            event.unlink()

    def test_nobody_writes_the_log_by_hand(self):
        for user in (self.salesperson, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.events.with_user(user).create({"kind": "reveal"})

    def test_staff_see_what_they_did_and_what_was_done_to_their_customers(self):
        """V6, S3"""
        theirs = self._log_as(self.salesperson_2, self.submission)
        other = self._log_as(self.outsider)
        seen = {
            user.login: (theirs + other).with_user(user)._filtered_access("read")
            for user in (
                self.salesperson,
                self.salesperson_2,
                self.supervisor,
                self.manager,
            )
        }
        self.assertEqual(
            {login: events.sudo() for login, events in seen.items()},
            {
                "cf_sales": theirs,
                "cf_sales_2": theirs,
                "cf_supervisor": theirs,
                "cf_manager": theirs + other,
            },
        )

    def test_an_event_about_nothing_belongs_to_the_department_of_who_did_it(self):
        event = self._log_as(self.salesperson)
        self.assertEqual(event.team_id, self.team)
        self.assertTrue(event.with_user(self.supervisor).has_access("read"))

    def test_details_are_for_data_administrators(self):
        event = self._log_as(self.salesperson, self.submission, details={"old": "王*"})
        with self.assertRaises(AccessError):
            event.with_user(self.supervisor).read(["details"])
        self.assertEqual(event.with_user(self.manager).details, {"old": "王*"})
