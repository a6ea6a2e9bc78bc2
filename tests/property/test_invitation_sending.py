"""Invitations as a property (P2): whatever is done in whatever order, nobody is invited
twice or reminded too often, nobody who unsubscribed or answered hears more, and nobody is
forgotten."""

from collections import Counter
from datetime import timedelta

import pytest
from exploring import explore
from freezegun import freeze_time
from hypothesis import note
from hypothesis import strategies as st

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.customer_forms.tests.invitation_common import InvitationCommon

STEPS = 10
ADDRESSES = [f"person{number}@example.com" for number in range(4)]


class _Killed(Exception):
    """Ends a worker: what it did is undone."""


class Life:
    """Two rounds to one form, and the mails that left.

    ``draw`` is hypothesis' way to choose.
    """

    def __init__(self, case, draw):
        self.case, self.draw, self.env = case, draw, case.env
        self.rounds = [
            case._create_round(
                case.form,
                "",
                name=name,
                subject=name,
                reminder_subject=f"Reminder: {name}",
                reminder_days=2,
            )
            for name in ("One", "Two")
        ]
        self.now = fields.Datetime.now()
        # By address and name of the round:
        self.first, self.reminders = Counter(), Counter()
        self.again = Counter()  # may be sent once more
        self.answered = set()
        self.unsubscribed = set()  # addresses

    def step(self):
        """Something that happens; its name."""
        steps = [self.add, self.send, self.kill, self.wait, self.unsubscribe]
        step = self.draw(
            st.sampled_from([*steps, self.send, self.answer, self.bounce, self.retry])
        )
        with freeze_time(self.now):
            step()
        return step.__name__

    def add(self):
        """Anybody is put into a round, maybe twice, maybe into both."""
        lines = self.draw(st.lists(st.sampled_from(ADDRESSES), min_size=1, max_size=4))
        self.case._invite(self.draw(st.sampled_from(self.rounds)), "\n".join(lines))

    def send(self):
        """Somebody presses Send, and the scheduled actions run."""
        self._press(self.draw(st.sampled_from(self.rounds)))
        self.deliver()

    def kill(self):
        """The worker that sends is killed before it has noted it."""
        try:
            with self.env.cr.savepoint():
                self._press(self.draw(st.sampled_from(self.rounds)))
                self.case._run_cron()
                raise _Killed
        except _Killed:
            self.env.invalidate_all()

    def wait(self):
        """Days go by; the scheduled actions run."""
        self.now += timedelta(days=self.draw(st.integers(1, 3)))
        with freeze_time(self.now):
            self.deliver()

    def unsubscribe(self):
        """Somebody wants no more, whatever became of his invitation."""
        if each := self._anybody():
            self.unsubscribed.add(self.key(each)[0])
            self.env["customer.form.unsubscription"]._unsubscribe(each)

    def answer(self):
        """Somebody fills in the form."""
        if each := self._anybody(lambda each: each.state == "sent"):
            self.answered.add(self.key(each))
            each._advance("done")

    def bounce(self):
        """A mail comes back."""
        if each := self._anybody(lambda each: each.state == "sent"):
            each._note_bounce([each.message_ref])

    def retry(self):
        """Somebody sends again what came back."""
        bounced = self.invitations().filtered(lambda each: each.state == "bounced")
        for each in bounced:
            self.again[self.key(each)] += 1
            each.action_send_again()
        if bounced:
            self.deliver()

    def deliver(self):
        """What is due leaves the house."""
        for mail in self.case._run_and_deliver():
            [address] = mail["email_to"]
            key = (address, mail["subject"].removeprefix("Reminder: "))
            is_reminder = key[1] != mail["subject"]
            (self.reminders if is_reminder else self.first)[key] += 1
            assert key not in self.answered, f"{key} has answered"
            assert address not in self.unsubscribed, f"{address} unsubscribed"

    def _press(self, round_):
        try:
            round_.action_send()
        except UserError:
            assert not round_.invitation_ids

    def invitations(self):
        """All that are in the rounds now."""
        return self.env["customer.form.invitation"].search(
            [("round_id", "in", [each.id for each in self.rounds])]
        )

    def _anybody(self, which=bool):
        found = self.invitations().filtered(which)
        return found and self.draw(st.sampled_from(list(found)))

    def key(self, invitation):
        """By what mails are counted: address and name of the round."""
        opened = invitation._open_values(["email"])[invitation.id]
        return opened["email"], invitation.round_id.name


@tagged("-at_install", "post_install")
class TestInvitationSending(InvitationCommon):
    def test_nobody_is_written_to_twice(self):
        """P2: each once, whatever the order."""
        self._explore(examples=12)

    @pytest.mark.prove
    def test_nobody_is_written_to_twice_long(self):
        self._explore(examples=400)

    def _explore(self, examples):
        self.seen = Counter()
        explore(self, self._live, examples)
        # else it proves little
        self.assertGreater(self.seen["first"], examples)
        self.assertTrue(self.seen["reminders"] and self.seen["again"])

    def _live(self, draw):
        life = Life(self, draw)
        with freeze_time(life.now):
            life.add()
        for _step in range(STEPS):
            note(life.step())
            self._check(life)
        with freeze_time(life.now):
            for round_ in life.rounds:
                life._press(round_)
            life.deliver()
        self._check(life)
        for key in map(life.key, life.invitations()):
            self.assertTrue(key in life.first or key[0] in life.unsubscribed, key)
        for name in ("first", "reminders", "again"):
            self.seen[name] += getattr(life, name).total()

    def _check(self, life):
        for key, count in life.first.items():
            self.assertLessEqual(count, 1 + life.again[key], key)
        most = life.rounds[0].reminder_max
        self.assertTrue(all(count <= most for count in life.reminders.values()))
