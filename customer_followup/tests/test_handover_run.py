"""Many customers are handed over in the background, and gone on with after a crash."""

from unittest.mock import patch

from psycopg2 import OperationalError

from odoo.tests import tagged
from odoo.tools import mute_logger

from .handover_common import HandoverCommon

RUN = "odoo.addons.customer_followup.models.handover.customer_handover_run"


@tagged("-at_install", "post_install")
class TestHandoverRun(HandoverCommon):
    def _cron(self, work=None):
        """The job with two customers a batch."""
        Handover = self.env["customer.handover"]
        with (
            patch(f"{RUN}.BATCH", 2),
            patch.object(type(self.env["ir.cron"]), "_commit_progress", self._commit),
            patch.object(self.env.cr, "rollback", lambda: None),
        ):
            self.progress = []
            Handover._cron_work()

    def _commit(self, processed=0, *, remaining=None, deactivate=False):
        self.progress.append((processed, remaining))
        return float("inf")

    def _begin_in_background(self, **vals):
        trigger = self.env.ref("customer_followup.ir_cron_hand_over")
        before = self._triggers(trigger)
        with patch(f"{RUN}.AT_ONCE", 2):
            run = self._hand_over(**vals)
        self.assertGreater(self._triggers(trigger), before)
        return run

    def _triggers(self, cron):
        return self.env["ir.cron.trigger"].search_count([("cron_id", "=", cron.id)])

    def test_in_the_background(self):
        run = self._begin_in_background()
        self.assertEqual((run.state, run.progress), ("working", 0))
        self.assert_owner(self.dossiers, self.giver)
        self._cron()
        self.assertEqual(self.progress, [(2, 1), (1, 0), (0, 0)])
        self.assert_owner(self.dossiers, self.receiver)
        self.assertEqual((run.state, run.progress), ("done", 100))

    def test_what_is_written_on_a_large_run_has_masks(self):
        """V1: of names too, which have no look; the run's own notes open no values."""
        many = self.env["customer.dossier"].union(
            *(self._create_dossier(f"公司{number}") for number in range(100))
        )
        person = self._create_dossier("欧阳哨兵", address="文三路99号")
        run = self._begin_in_background(dossiers=self.dossiers + many + person)
        known_at = type(self.env["customer.redaction"])._known_at
        with patch.object(
            type(self.env["customer.redaction"]), "_known_at", autospec=True
        ) as opening:
            opening.side_effect = known_at
            run._tell_everybody()
            self.assertFalse(opening.called)
        message = run.message_post(body="欧阳哨兵 moved to 文三路99号, 公司7 stays")
        for said in ("欧阳哨兵", "99号", "公司7"):
            self.assertNotIn(said, message.body)
        self.assertIn("欧* moved to", message.body)

    def test_progress_on_the_way(self):
        run = self._begin_in_background()
        with patch(f"{RUN}.BATCH", 2):
            run._work_batch()
        self.assertAlmostEqual(run.progress, 200 / 3)
        self.assertEqual(run.moved_count, 2)

    def test_gone_on_with_after_a_crash(self):
        """What was committed stays; nothing is done twice."""
        run = self._begin_in_background()
        with patch(f"{RUN}.BATCH", 2):
            run._work_batch()
        crash = patch.object(
            type(run.line_ids),
            "_note_taken",
            side_effect=OperationalError("killed"),
            autospec=True,
        )
        with (
            crash,
            mute_logger("odoo.sql_db"),
            self.assertRaises(OperationalError),
            self.env.cr.savepoint(),
        ):
            run._work_batch()
        self.env.invalidate_all(flush=False)
        self.assertEqual(self.dossiers.mapped("user_id"), self.receiver + self.giver)
        self._cron()
        self.assert_owner(self.dossiers, self.receiver)
        events = self.env["customer.audit.event"].search(
            [("kind", "=", "handover"), ("res_id", "in", self.dossiers.ids)]
        )
        self.assertEqual(len(events), 3)

    def test_undone_in_the_background(self):
        run = self._hand_over()
        with patch(f"{RUN}.AT_ONCE", 2):
            run.with_user(self.supervisor).action_undo()
        self.assertEqual(run.state, "undoing")
        self._cron()
        self.assertEqual(run.state, "undone")
        self.assert_owner(self.dossiers, self.giver)

    def test_not_given_away_twice_at_a_time(self):
        self._begin_in_background()
        again = self._wizard()
        self.assertEqual(self._left(again), {"busy": 3})

    def test_nothing_to_do(self):
        self._cron()
        self.assertEqual(self.progress, [])

    def test_1_and_80_take_the_same_queries(self):
        many = self.env["customer.dossier"].union(
            *(
                self._create_dossier(f"甲{n}", intent="high", phone=f"1390001{n:04d}")
                for n in range(82)
            )
        )
        self.env["customer.followup"].create([{"dossier_id": each.id} for each in many])

        def move(dossiers):
            moves = [(each, self.receiver, self.team) for each in dossiers]
            run = self.env["customer.handover"]._make(
                moves, along=["leads", "activities", "submissions"]
            )
            return self._count_queries(lambda: run._work_on(run.line_ids))

        move(many[0])  # warm up
        one, eighty = move(many[1]), move(many[2:])
        self.assertEqual(many.user_id, self.receiver)
        self.assertEqual(many.lead_ids.user_id, self.receiver)
        self.assertLess(eighty - one, 40)

    def test_preview_of_1_and_80_takes_the_same_queries(self):
        many = self.env["customer.dossier"].union(
            *(self._create_dossier(f"甲{n}", intent="high") for n in range(80))
        )

        def preview(dossiers):
            wizard = self._wizard(self.manager, dossiers)
            return self._count_queries(lambda: wizard.preview)

        preview(many)
        self.assertEqual(preview(many[0]), preview(many))
