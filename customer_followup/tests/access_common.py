from datetime import timedelta

from odoo import Command
from odoo.tests import new_test_user

from .common import CustomerFollowupCommon

FIELDS = ("customer_name", "industry", "phone")


class AccessCommon(CustomerFollowupCommon):
    """A marketing colleague without a role, a manager, a data administrator; and short
    ways through a request."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.marketing = new_test_user(
            cls.env,
            "cf_marketing",
            groups="base.group_user",
            name="Marketing",
            company_id=cls.company.id,
        )
        cls.officer = cls._create_user("cf_officer", "data_officer")
        cls.leader_2 = cls._create_user("cf_leader_2", "supervisor")
        cls.team_2 = cls.env["crm.team"].create(
            {
                "name": "Second sales department",
                "user_id": cls.leader_2.id,
                "company_id": cls.company.id,
            }
        )
        cls.dossiers = cls.env["customer.dossier"].union(
            *(
                cls._create_dossier(
                    f"王{number}",
                    phone=f"1390000{number:04d}",
                    email=f"wang.{number}@example.org",
                    tier="vip",
                )
                for number in range(4)
            )
        )
        cls.today = cls._today()
        cls.Request = cls.env["customer.access.request"]

    @classmethod
    def _create_request(cls, user=None, keys=FIELDS, **vals):
        offered = cls.env["customer.access.field"].search([("key", "in", keys)])
        return cls.Request.with_user(user or cls.marketing).create(
            {
                "purpose": "Invitation to the autumn fair",
                "tier": "vip",
                "field_ids": [Command.set(offered.ids)],
                "ends_on": cls.today + timedelta(days=10),
                **vals,
            }
        )

    @classmethod
    def _submitted(cls, user=None, **vals):
        request = cls._create_request(user, **vals)
        request.action_submit()
        return request

    @classmethod
    def _approved(cls, user=None, **vals):
        request = cls._submitted(user, **vals)
        request.with_user(cls.supervisor)._decide(True)
        return request

    @classmethod
    def _handed_over(cls, user=None, **vals):
        request = cls._approved(user, **vals)
        request.with_user(cls.officer).action_hand_over()
        return request

    def _copy(self, request, user=None):
        """What somebody reads over RPC of the rows of a copy."""
        lines = self.env["customer.access.line"].with_user(user or self.marketing)
        found = lines.search([("request_id", "=", request.id)])
        keys = request.sudo().granted_field_ids.mapped("key")
        return found.read(keys) if found else []

    def _grants(self, request):
        """What the log says of the request, oldest first."""
        events = self.env["customer.audit.event"].search(
            [
                ("kind", "=", "grant"),
                ("res_model", "=", request._name),
                ("res_id", "=", request.id),
            ],
            order="id",
        )
        return [event.details["action"] for event in events]
