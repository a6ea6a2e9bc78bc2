"""Customers are invited, and their answers come back to them (P2, S8)."""

from odoo.tests import tagged

from odoo.addons.customer_forms.controllers.form_opening import Opening
from odoo.addons.customer_forms.models.submission.submission_request import FilledForm

from .common import E164, PHONE, CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestCustomerInvitation(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier(phone=E164, email="wang@example.com")
        cls.partner = cls.dossier.partner_id
        cls.round = cls.env["customer.form.invitation.round"].create(
            {
                "name": "Customers",
                "form_id": cls.form.id,
                "user_id": cls.salesperson.id,
                "team_id": cls.team.id,
            }
        )

    def _invite(self, user=None):
        round_ = self.round.with_user(user or self.salesperson)
        people = round_._people_of_partners(self.partner.with_env(round_.env))
        round_._sort_out(people)
        return round_._add_people(people), people

    def _answer(self, invitation, **answers):
        opening = Opening(uuid="", opened_at=0, invitation_id=invitation.id)
        filled = FilledForm(answers, opening=opening)
        return self.form.sudo()._submit_many([filled])

    def test_the_address_is_that_of_the_dossier(self):
        self.assertFalse(self.partner.email)
        [invitation], _people = self._invite()
        self.assertEqual(
            invitation._open_values(["name", "email", "phone"])[invitation.id],
            {"name": "王小明", "email": "wang@example.com", "phone": E164},
        )
        self.assertEqual(invitation.partner_id, self.partner)
        self.assertEqual(self.dossier.invitation_count, 1)

    def test_customers_of_others_are_not_invited(self):
        """S3"""
        self.round.user_id = self.salesperson_2
        added, [person] = self._invite(self.salesperson_2)
        self.assertFalse(added)
        self.assertEqual(person.problem, "no_email")

    def test_other_contacts_are_invited_as_they_are(self):
        partner = self.env["res.partner"].create({"name": "Li", "email": "li@x.cn"})
        both = (partner + self.partner).with_user(self.salesperson)
        addresses = both._invitation_addresses()
        self.assertEqual(addresses[both[0]][1], "li@x.cn")
        self.assertEqual(addresses[both[1]][1], "wang@example.com")

    def test_an_answer_by_personal_link_is_the_customers(self):
        [invitation], _people = self._invite()
        other = self._create_dossier("李雷", phone="+8613900007777")
        submission = self._answer(
            invitation, customer_name="Wang", phone="13900007777", need="Stairs"
        )
        self.assertEqual(submission.dossier_id, self.dossier)
        self.assertFalse(other.submission_ids)
        self.assert_opened(self.dossier, phone=E164)

    def test_a_link_for_many_says_nothing_of_who_answers(self):
        self.round.uses_allowed = 0
        [invitation], _people = self._invite()
        submission = self._answer(invitation, customer_name="Han", phone="13900008888")
        self.assertNotEqual(submission.dossier_id, self.dossier)
        again = self._answer(invitation, customer_name="王小明", phone=PHONE)
        self.assertEqual(again.dossier_id, self.dossier)

    def test_invited_from_the_list_of_customers(self):
        action = self.dossier.with_user(self.salesperson).action_invite_to_form()
        self.assertEqual(action["context"]["default_partner_ids"], self.partner.ids)
        self._invite()
        opened = self.dossier.action_view_invitations()
        found = self.env[opened["res_model"]].search(opened["domain"])
        self.assertEqual(found, self.round.invitation_ids)
