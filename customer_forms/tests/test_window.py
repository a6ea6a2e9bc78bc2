"""When a form takes submissions, how many, and how often from one person (P4)."""

import datetime
import time
import uuid

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import new_test_user, tagged

from ..exceptions import NotTaken, RefusedEntries
from ..models.submission.submission_request import FilledForm
from ..tools.page_opening import Opening
from .common import CustomerFormsCommon

NOON = datetime.datetime(2026, 3, 5, 4, 0)  # in Shanghai
MINUTE = datetime.timedelta(minutes=1)


def opened(moment=None, **vals):
    seconds = int(moment.timestamp() if moment else time.time())
    return Opening(str(uuid.uuid4()), seconds, **vals)


@tagged("-at_install", "post_install")
class WindowCase(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Asia/Shanghai"
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "who"},
                    {"key": "mobile", "type": "phone", "role": "phone"},
                    {"key": "mail", "type": "email", "role": "email"},
                ]
            )
        )

    def _refusal(self, answers=None, **extra):
        with self.assertRaises(NotTaken) as caught:
            self._submit(self.form, answers or {"who": "Ann"}, **extra)
        return str(caught.exception)


@tagged("-at_install", "post_install")
class TestWindow(WindowCase):
    def test_not_before_it_opens(self):
        self.form.opens_at = NOON
        with freeze_time(NOON - MINUTE):
            said = self._refusal()
        self.assertIn("opens on 2026-03-05 12:00 (UTC+08:00)", said)
        with freeze_time(NOON):
            self._submit(self.form, {"who": "Ann"})

    def test_who_had_it_open_when_it_closed_has_ten_minutes(self):
        self.form.closes_at = NOON
        page = opened(NOON.replace(tzinfo=datetime.UTC) - 30 * MINUTE)
        with freeze_time(NOON + 9 * MINUTE):
            self._submit(self.form, {"who": "Ann"}, opening=page)
            said = self._refusal()  # without a page there is no promise
            late = opened(NOON.replace(tzinfo=datetime.UTC) + MINUTE)
            self._refusal(opening=late)
        self.assertIn("closed on 2026-03-05 12:00 (UTC+08:00)", said)
        with freeze_time(NOON + 11 * MINUTE):
            self._refusal(opening=page)

    def test_a_page_sent_in_time_is_answered_as_then(self):
        page = {"client_uuid": str(uuid.uuid4())}
        first = self._submit(self.form, {"who": "Ann"}, **page)
        self.form.write({"closes_at": NOON, "max_submissions": 1})
        self.assertEqual(self._submit(self.form, {"who": "Ann"}, **page), first)

    def test_staff_type_in_later_what_came_in_time(self):
        self.form.closes_at = NOON
        for channel in ("staff", "paper", "import"):
            self.assertTrue(self._submit(self.form, {"who": "A"}, channel=channel))

    def test_it_opens_before_it_closes(self):
        with self.assertRaises(ValidationError):
            self.form.write({"opens_at": NOON, "closes_at": NOON})


@tagged("-at_install", "post_install")
class TestPlaces(WindowCase):
    def test_no_more_than_there_are_places(self):
        self.form.max_submissions = 2
        self._submit(self.form, {"who": "A"})
        self._submit(self.form, {"who": "B"}, channel="staff")
        self.assertIn("All places are taken", self._refusal())
        self.assertIn("All places", self._refusal(channel="import"))

    def test_a_batch_names_those_that_find_no_place(self):
        self.form.max_submissions = 3
        self._submit(self.form, {"who": "A"})
        filled = [FilledForm({"who": name}) for name in "BCDE"]
        with self.assertRaises(RefusedEntries) as caught:
            self.form._submit_many(filled)
        self.assertEqual(set(caught.exception.errors), {2, 3})
        self.form._submit_many(filled[:2])

    def test_robots_and_the_refused_take_no_place(self):
        self.form.write({"max_submissions": 1, "has_auto_accept": False})
        robot = self._submit(self.form, {"who": "A"})
        robot.state = "quarantined"
        refused = self._submit(self.form, {"who": "B"})
        refused.action_refuse()
        self._submit(self.form, {"who": "C"})
        for submission in (robot, refused):
            with self.assertRaises(UserError):
                submission.action_accept()
        self.form.max_submissions = 3
        (robot + refused).action_accept()

    def test_taking_in_what_waits_takes_no_second_place(self):
        self.form.write({"max_submissions": 1, "has_auto_accept": False})
        self._submit(self.form, {"who": "A"}).action_accept()

    def test_forms_without_a_maximum_lock_nothing(self):
        self._submit(self.form, {"who": "A"})
        with self.assertQueries([]):
            self.form._check_places([object()])


@tagged("-at_install", "post_install")
class TestOncePerPerson(WindowCase):
    ANN = {"who": "Ann", "mobile": "13800001234", "mail": "ann@example.com"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visitor = new_test_user(cls.env, "cf_visitor", groups="base.group_portal")

    def test_the_same_phone_or_address_however_it_is_written(self):
        self.form.is_once_per_person = True
        self._submit(self.form, self.ANN)
        for details in (
            {"mobile": "+86 138 0000 1234"},
            {"mail": "ANN@Example.com", "mobile": "13900001234"},
        ):
            said = self._refusal(details)
            for secret in ("1234", "phone", "mail"):
                self.assertNotIn(secret, said.lower())
        self._submit(self.form, {"mobile": "13900001234"})
        self._submit(self.form, {"who": "Ann"})
        self._submit(self.form, {"who": "Ann"})

    def test_twice_in_one_batch(self):
        self.form.is_once_per_person = True
        with self.assertRaises(RefusedEntries) as caught:
            self.form._submit_many([FilledForm(self.ANN), FilledForm(self.ANN)])
        self.assertEqual(set(caught.exception.errors), {1})

    def test_who_signed_in_submits_once_whatever_he_gives(self):
        self.form.is_once_per_person = True
        form = self.form.with_user(self.visitor)
        self._submit(form, self.ANN)
        with self.assertRaises(NotTaken) as caught:
            self._submit(form, {"mobile": "13900001234"})
        self.assertIn("already", str(caught.exception))
        # sudo: as the controller asks, for a visitor
        with self.assertRaises(NotTaken):
            form.sudo()._check_takes(None, is_staff=False)

    def test_an_invitation_is_used_once(self):
        self.form.is_once_per_person = True
        round_ = self.env["customer.form.invitation.round"].create(
            {"name": "Round", "form_id": self.form.id, "uses_allowed": 0}
        )
        people = round_._people_of_lines("a@example.com\nb@example.com")
        first, second = round_._add_people(people).ids
        self._submit(self.form, {"who": "A"}, opening=opened(invitation_id=first))
        self._refusal(opening=opened(invitation_id=first))
        self._submit(self.form, {"who": "A"}, opening=opened(invitation_id=second))

    def test_staff_enter_many_people(self):
        self.form.is_once_per_person = True
        form = self.form.with_user(self.salesperson)
        self._submit(form, self.ANN, channel="staff")
        self._submit(form, {"mobile": "13900001234"}, channel="staff")
        with self.assertRaises(NotTaken):
            self._submit(form, self.ANN, channel="staff")

    def test_those_who_submitted_before_have_submitted(self):
        first = self._submit(self.form, self.ANN)
        self._submit(self.form, self.ANN)
        self.form.is_once_per_person = True
        self.assertEqual(first.unique_ids.mapped("field_key"), ["_person", "_person"])
        self._refusal(self.ANN)
        self.form.is_once_per_person = False
        self._submit(self.form, self.ANN)
        self.form.is_once_per_person = True  # nobody is noted twice
        self._refusal(self.ANN)

    def test_who_was_refused_may_try_again(self):
        self.form.write({"is_once_per_person": True, "has_auto_accept": False})
        waiting = self._submit(self.form, self.ANN)
        waiting.action_refuse()
        self._submit(self.form, self.ANN)
        with self.assertRaises(UserError):
            waiting.action_accept()

    def test_a_correction_does_not_forget_who_it_was(self):
        self.form.write({"is_once_per_person": True, "has_editing": True})
        submission = self._submit(self.form, self.ANN)
        submission.edit_answers({"who": "Anna"}, "a typo")
        self._refusal(self.ANN)

    def test_the_erased_are_forgotten(self):
        self.form.is_once_per_person = True
        self._submit(self.form, self.ANN)._erase("asked for it")
        self._submit(self.form, self.ANN)

    def test_many_take_as_many_queries_as_one(self):
        self.form.write({"is_once_per_person": True, "max_submissions": 99})
        numbers = iter(range(10, 99))

        def queries(count):
            filled = [
                FilledForm({"mobile": f"138000012{next(numbers)}"})
                for _n in range(count)
            ]
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.form._submit_many(filled)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(1)
        self.assertEqual(queries(1), queries(20))

    def test_no_number_is_kept_in_clear_for_this(self):
        self.form.is_once_per_person = True
        self._submit(self.form, self.ANN)
        for digest in self.form.submission_ids.unique_ids.mapped("digest"):
            self.assertNotIn("1380", digest)
            self.assertGreaterEqual(len(digest), 40)

    def test_a_moment_in_words(self):
        moment = fields.Datetime.to_datetime("2026-03-05 20:30:00")
        self.assertEqual(
            self.form._moment_words(moment), "2026-03-06 04:30 (UTC+08:00)"
        )
