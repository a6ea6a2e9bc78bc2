"""Copies when customers become one, and two again (V4)."""

from odoo.tests import tagged

from .access_common import AccessCommon


@tagged("-at_install", "post_install")
class TestAccessMerge(AccessCommon):
    def _merge(self, kept, other):
        merge = self.env["customer.merge"].with_user(self.manager)
        return merge._merge(
            kept.with_user(self.manager),
            other.with_user(self.manager),
            reason="Same person",
        )

    def _phones(self, request):
        self.env.invalidate_all()
        return sorted(row["phone"][-4:] for row in self._copy(request))

    def test_a_copy_follows_the_customer(self):
        kept = self._create_dossier("王0", phone="13900007777", tier="ordinary")
        request = self._handed_over()
        merge = self._merge(kept, self.dossiers[0])
        self.assertEqual(self._phones(request), ["0001", "0002", "0003", "7777"])
        merge.action_undo()
        self.assertEqual(self._phones(request), ["0000", "0001", "0002", "0003"])

    def test_once_where_both_were_in_it(self):
        request = self._handed_over()
        self._merge(self.dossiers[1], self.dossiers[0])
        self.assertEqual(self._phones(request), ["0001", "0002", "0003"])

    def test_departments_that_were_not_asked_give_nothing(self):
        kept = self._create_dossier(
            "王0", phone="13900007777", user_id=False, team_id=self.team_2.id
        )
        request = self._handed_over()
        self._merge(kept, self.dossiers[0])
        self.assertEqual(self._phones(request), ["0001", "0002", "0003"])
