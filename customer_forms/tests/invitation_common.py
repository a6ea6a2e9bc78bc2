from unittest.mock import patch

from odoo.addons.mail.tests.common import MockEmail

from ..controllers.form_opening import Opening
from .common import CustomerFormsCommon

PEOPLE = "王小明, wang@example.com, 13800001234\nLi Lei <li@example.com> 13800005678"


class InvitationCommon(CustomerFormsCommon, MockEmail):
    """A published form, rounds of invitations to it, and what leaves the house."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.email = "office@example.com"
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "customer_name", "role": "customer_name"},
                    {"key": "mobile", "type": "phone", "role": "phone"},
                    {"key": "mail", "type": "email", "role": "email"},
                ],
                name="Fair",
                slug="fair",
            )
        )
        cls.round = cls._create_round(cls.form)

    @classmethod
    def _create_round(cls, form, people=PEOPLE, **vals):
        round_ = cls.env["customer.form.invitation.round"].create(
            {
                "name": "Spring",
                "form_id": form.id,
                "user_id": cls.salesperson.id,
                "team_id": cls.team.id,
                **vals,
            }
        )
        cls._invite(round_, people)
        return round_

    @classmethod
    def _invite(cls, round_, lines):
        people = round_._people_of_lines(lines)
        round_._sort_out(people)
        round_._add_people(people)
        return people

    def _run_cron(self, committed=None):
        """One run of the scheduled action."""

        def commit_progress(_self, *_args, **_kwargs):
            if committed:
                committed()
            return 60

        cron = self.env.registry["ir.cron"]
        with patch.object(cron, "_commit_progress", commit_progress):
            self.env["customer.form.invitation.round"]._cron_send()

    def _send(self, round_=None):
        """Send a round, by way of the queue.

        :return: the mails that left: [{"email_to", "subject", "body", "headers"}]
        """
        round_ = round_ or self.round
        if round_.state == "draft":
            round_.action_send()
        return self._run_and_deliver()

    def _run_and_deliver(self):
        with self.mock_mail_gateway(mail_unlink_sent=True):
            self._run_cron()
            ours = [("is_to_visitor", "=", True), ("state", "=", "outgoing")]
            self.env["mail.mail"].search(ours, order="id").send()
            return list(self._mails)

    def _token(self, invitation):
        return invitation._token_of(invitation.nonce)

    def _opening(self, invitation, **vals):
        values = {"uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "opened_at": 0}
        return Opening(**{**values, **vals}, invitation_id=invitation.id)
