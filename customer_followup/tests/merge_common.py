from .common import CustomerFollowupCommon

FIRST, SECOND, THIRD = "+8613900002001", "+8613900002002", "+8613900002003"
# What a merge adds by itself: its log, its sources, and reminders that rules ask for again.
NOTES = ("customer.fact", "customer.reminder", "mail.activity", "mail.message")


class MergeCommon(CustomerFollowupCommon):
    """Two dossiers of one person, and short ways to merge."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kept = cls._create_dossier("王小明", intent="high", phone=FIRST)
        cls.other = cls._create_dossier(
            "王小明", intent="low", phone=SECOND, email="wang@a.cn", tier="vip"
        )
        cls.Merge = cls.env["customer.merge"]
        cls.Duplicate = cls.env["customer.duplicate"]

    @classmethod
    def _organisation(cls, name, **vals):
        return cls.env["customer.dossier"].create(
            {"kind": "company", "customer_name": name, "user_id": cls.salesperson.id}
            | {"team_id": cls.team.id, **vals}
        )

    def _merge(self, kept=None, others=None, user=None, **vals):
        kept, others = kept or self.kept, others or self.other
        user = user or self.manager
        return self.Merge.with_user(user)._merge(
            kept.with_user(user), others.with_user(user), **vals
        )

    def _undo(self, merge, user=None):
        merge.with_user(user or self.manager).action_undo()
        self.env.invalidate_all()

    def _pair(self, one, other):
        return self.Duplicate._pair_of(one, other)

    def _everything_of(self, dossier):
        """Ids of all that belongs to a dossier and its contact: {place: ids}; but for
        what is noted and what rules remind of again."""
        return {
            place: records.ids
            for place, records in dossier._find_moving().items()
            if records and place[0] not in NOTES
        }
