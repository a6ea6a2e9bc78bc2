from datetime import datetime, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import CustomerFollowupCommon

NOON = datetime(2026, 3, 2, 12)


@tagged("-at_install", "post_install")
class TestDossierTimeline(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.viewer = new_test_user(
            cls.env, "cf_viewer", groups="customer_forms.customer_forms_group_viewer"
        )
        submission = cls._register(
            customer_name="王小明", phone="13900002001", need="20 forklifts"
        )
        cls.dossier = submission.dossier_id
        cls.dossier.user_id = cls.salesperson
        cls.lead = cls.dossier.lead_ids
        cls.lead.user_id = cls.salesperson

    def _log(self, count, start=NOON, **vals):
        return self.env["customer.followup"].create(
            [
                {
                    "dossier_id": self.dossier.id,
                    "followed_up_at": start + timedelta(hours=n),
                    "summary": f"said {n}",
                    **vals,
                }
                for n in range(count)
            ]
        )

    def _note_changes(self):
        """The chatter notes changes at the end of a transaction."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def _timeline(self, user=None, **params):
        return self.dossier.with_user(user or self.salesperson).timeline(**params)

    def _all(self, limit, **params):
        """Every entry, page by page."""
        entries, after = [], None
        while True:
            page = self._timeline(after=after, limit=limit, **params)
            entries += page["entries"]
            after = page["next"]
            if not after:
                return entries

    def test_everything_is_in_it(self):
        """Follow-ups, the submission, the opportunity, its stages, notes, milestones,
        purchases and what was done with the dossier."""
        self._log(1)
        self._note_changes()  # what is new has no changes yet
        tracked = self.lead.with_context(tracking_disable=False)
        tracked.stage_id = self.env.ref("crm.stage_lead3")
        self._note_changes()
        self.lead.action_set_won()
        self.dossier.message_post(body="Prefers mornings", message_type="comment")
        self.dossier.with_context(tracking_disable=False).tier = "vip"
        self.dossier.with_user(self.manager).reveal("phone", "Call the customer")
        self.env["customer.purchase"].create(
            {"dossier_id": self.dossier.id, "product": "Forklift", "date": "2026-01-15"}
        )
        self._note_changes()
        entries = self._all(50)
        kinds = {entry["kind"] for entry in entries}
        self.assertEqual(kinds, set(self._timeline()["kinds"]))
        titles = " / ".join(entry["title"] for entry in entries)
        texts = " / ".join(entry["text"] for entry in entries)
        for said in ("Opportunity opened", "Opportunity won", "Start of cooperation"):
            self.assertIn(said, titles)
        for said in ("said 0", "Prefers mornings", "→ Proposition", "→ VIP"):
            self.assertIn(said, texts)
        self.assertEqual(
            [entry["when"] for entry in entries],
            sorted((entry["when"] for entry in entries), reverse=True),
        )

    def test_pages_lose_and_repeat_nothing(self):
        """Paged by time and id, also where many things happen in one second."""
        self._log(7)
        self._log(5, start=NOON).followed_up_at = NOON
        for day in (2, 2, 3):
            self.dossier._note_milestone("other", f"2026-03-0{day}", f"day {day}")
        self.dossier._note_milestone("contract", "2026-03-02", "signed")
        whole = [entry["key"] for entry in self._all(100)]
        self.assertEqual(len(whole), len(set(whole)))
        for limit in (1, 3, 4):
            paged = [entry["key"] for entry in self._all(limit)]
            self.assertEqual(paged, whole)

    def test_filtered_by_kind(self):
        self._log(3)
        entries = self._all(2, kinds=["followup"])
        self.assertEqual(
            [entry["text"] for entry in entries], ["said 2", "said 1", "said 0"]
        )

    def test_readers_see_what_they_may_read(self):
        """Each source has its own rights: a colleague's opportunity is not told."""
        self._log(1)
        viewer = {entry["kind"] for entry in self._timeline(self.viewer)["entries"]}
        self.assertIn("followup", viewer)
        self.lead.user_id = self.salesperson_2
        kinds = {entry["kind"] for entry in self._timeline()["entries"]}
        self.assertNotIn("opportunity", kinds)
        with self.assertRaises(AccessError):
            self._timeline(self.salesperson_2)

    def test_masks_stay_masks(self):
        """V1: nothing in it says more than the dossier does."""
        self.dossier.message_post(
            body="王小明 asked to be called at 13900002001", message_type="comment"
        )
        said = str(self._all(50))
        self.assertNotIn("王小明", said)
        self.assertNotIn("13900002001", said)

    def test_a_page_that_nobody_gave(self):
        with self.assertRaises(UserError):
            self._timeline(after="1=1")

    def test_pages_take_the_same_queries(self):
        """A thousand entries: the last page costs what the first does."""
        self._log(20)
        self._count(None)  # warm up
        few = self._count(None)
        self._log(1000, start=NOON + timedelta(days=30))
        first = self._count(None)
        after = None
        for _page in range(5):
            after = self._timeline(after=after, limit=100)["next"]
        deep = self._count(after)
        self.assertEqual(few, first)
        self.assertLessEqual(deep, first)

    def _count(self, after):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self._timeline(after=after)
        return self.env.cr.sql_log_count - before
