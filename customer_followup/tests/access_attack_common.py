"""Everybody who may not."""

from .access_common import AccessCommon


class AccessAttackCommon(AccessCommon):
    """Requests and copies, and ``everybody`` who has an account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.viewer = cls._create_user("cf_viewer", "viewer")
        cls.everybody = (
            cls.marketing
            + cls.outsider
            + cls.salesperson
            + cls.supervisor
            + cls.leader_2
            + cls.viewer
            + cls.officer
            + cls.creator
            + cls.manager
        )

    def _lines(self, user):
        return self.env["customer.access.line"].with_user(user)
