"""Who sees and sends invitations (S3, V1, V5)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .invitation_common import InvitationCommon


@tagged("-at_install", "post_install")
class TestInvitationAccess(InvitationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.viewer = cls._create_user("cf_viewer", "viewer")
        cls.officer = cls._create_user("cf_officer", "data_officer")
        cls.invitation = cls.round.invitation_ids[0]

    def test_who_sees_a_round(self):
        for user, seen in (
            (self.salesperson, True),
            (self.salesperson_2, False),
            (self.supervisor, True),
            (self.creator, False),
            (self.viewer, True),
            (self.officer, True),
            (self.manager, True),
        ):
            with self.subTest(user=user.login):
                for record in (self.round, self.invitation):
                    found = record.with_user(user).search([("id", "=", record.id)])
                    self.assertEqual(bool(found), seen)
        with self.assertRaises(AccessError):
            self.round.with_user(self.outsider).search([])

    def test_another_company_sees_none(self):
        second = {"company_ids": self.company_2.ids, "company_id": self.company_2.id}
        self.manager.write(second)
        self.assertFalse(self.round.with_user(self.manager).search([]))
        self.assertFalse(self.invitation.with_user(self.manager).search([]))

    def test_viewers_change_nothing_and_see_masks(self):
        round_ = self.round.with_user(self.viewer)
        for refused in (
            lambda: round_.write({"name": "Mine"}),
            round_.action_send,
            round_.action_close,
            lambda: self.invitation.with_user(self.viewer).action_send_again(),
        ):
            with self.assertRaises(AccessError):
                refused()
        [shown] = self.invitation.with_user(self.viewer).read(["name", "email"])
        self.assertEqual((shown["name"], shown["email"]), ("王*", "w***@example.com"))

    def test_others_do_not_send(self):
        for refused in (
            lambda: self.round.with_user(self.salesperson_2).action_send(),
            lambda: self.round.with_user(self.salesperson_2)._add_people([]),
        ):
            with self.assertRaises(AccessError):
                refused()

    def test_nobody_makes_up_what_became_of_it(self):
        round_ = self.round.with_user(self.salesperson)
        invitation = self.invitation.with_user(self.manager)
        for refused in (
            lambda: round_.write({"state": "running"}),
            lambda: round_.copy().write({"sent_by_id": self.manager.id}),
            lambda: invitation.write({"state": "done"}),
            lambda: invitation.create([{"round_id": self.round.id}]),
        ):
            with self.assertRaises(AccessError):
                refused()

    def test_the_link_is_not_in_the_record(self):
        token = self._token(self.invitation)
        shown = self.invitation.with_user(self.manager).read()
        self.assertNotIn(token, str(shown))
        self.assertNotIn(self.invitation.nonce, str(shown))

    def test_only_who_waits_is_removed(self):
        self.invitation.with_user(self.salesperson).unlink()
        self._send()
        left = self.round.invitation_ids
        with self.assertRaises(UserError):
            left.with_user(self.manager).unlink()
        with self.assertRaises(UserError):
            self.round.with_user(self.manager).unlink()

    # ------------------------------------------------------------
    # The person (V5)
    # ------------------------------------------------------------

    def _search_person(self, **asked):
        search = self.env["customer.person.search"].with_user(self.officer)
        search = search.create({**asked, "purpose": "Asked by letter"})
        search.action_find()
        return search

    def test_the_person_is_found_handed_out_and_erased(self):
        self.round.action_send()
        batch = self.round._next_batch("email", 100)
        batch._send_batch("email")
        search = self._search_person(email="wang@example.com")
        line = search.line_ids.filtered(
            lambda each: each.res_model == "customer.form.invitation"
        )
        self.assertEqual(line.res_id, self.invitation.id)
        document = str(search._hand_out("json"))
        self.assertIn("wang@example.com", document)
        self.assertIn("王小明", document)
        self.invitation._erase("Asked by letter")
        self.assertFalse(self.invitation.mail_id)
        self.assertFalse(self.invitation.email or self.invitation.name)
        self.assertEqual(self.invitation.state, "expired")
        self.assertEqual(self.invitation._why_refused(), "closed")

    def test_who_unsubscribed_stays_so_when_he_is_erased(self):
        self.env["customer.form.unsubscription"]._unsubscribe(self.invitation)
        self.invitation._erase("Asked by letter")
        other = self._create_round(self.form, "", name="Other")
        [person] = self._invite(other, "wang@example.com")
        self.assertEqual(person.problem, "unsubscribed")
