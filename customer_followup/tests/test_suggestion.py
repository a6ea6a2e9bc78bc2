from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from .common import CustomerFollowupCommon

AGREES = "客户同意签合同"
QUOTED = "报价已发给客户"


@tagged("-at_install", "post_install")
class TestSuggestion(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier = cls._create_dossier(intent="medium")
        cls.lead = cls.dossier.main_lead_id
        cls.lead.stage_id = cls.env.ref("crm.stage_lead1")
        cls.proposal = cls.env.ref("crm.stage_lead3")
        cls.won = cls.env.ref("crm.stage_lead4")

    def _log(self, text, user=None, **vals):
        Followup = self.env["customer.followup"].with_user(user or self.salesperson)
        return Followup.create({"dossier_id": self.dossier.id, "summary": text, **vals})

    def test_a_status_is_suggested_with_its_reason(self):
        """U3: suggested from what was written; nothing moves by itself."""
        followup = self._log(AGREES)
        self.assertEqual(followup.suggested_result, "won")
        self.assertEqual(followup.suggested_stage_id, self.won)
        self.assertIn("同意签合同", followup.suggestion_reason)
        self.assertEqual(followup.suggestion_state, "open")
        self.assertEqual(self.dossier.suggesting_followup_id, followup)
        self.assertEqual(self.lead.won_status, "pending")

    def test_one_click_accepts_and_everyone_sees_it(self):
        followup = self._log(AGREES)
        self.dossier.with_user(self.salesperson).action_accept_suggestion()
        self.assertEqual(self.lead.won_status, "won")
        self.assertEqual(followup.suggestion_state, "accepted")
        self.assertFalse(self.dossier.suggesting_followup_id)
        seen = self.dossier.with_user(self.supervisor)
        self.assertEqual(seen.won_status, "won")

    def test_the_opportunity_says_why_it_moved(self):
        followup = self._log(QUOTED).with_context(tracking_disable=False)
        self.env.flush_all()
        self.env.cr.precommit.run()
        followup.with_user(self.salesperson).action_accept_suggestion()
        self.assertEqual(self.lead.stage_id, self.proposal)
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.lead.invalidate_recordset()
        self.assertIn("报价…发给", "".join(self.lead.message_ids.mapped("body")))

    def test_set_with_the_follow_up(self):
        followup = self._log(QUOTED, takes_suggestion=True)
        self.assertEqual(self.lead.stage_id, self.proposal)
        self.assertEqual(followup.suggestion_state, "accepted")

    def test_offered_right_after_saving(self):
        """U3: the dialog that saved it says what may follow, and why."""
        outcome = self._log(AGREES).get_log_outcome()
        self.assertEqual(outcome["suggestion"]["status"], self.won.name)
        self.assertIn("同意签合同", outcome["suggestion"]["reason"])
        self.assertNotIn("suggestion", self._log("没人接").get_log_outcome())

    def test_the_dialog_reads_while_somebody_types(self):
        Followup = self.env["customer.followup"].with_user(self.salesperson)
        action = Followup._get_log_action({"dossier_id": self.dossier.id})
        with Form.from_action(Followup.env, action) as dialog:
            dialog.summary = QUOTED
            self.assertEqual(dialog.suggested_status, self.proposal.name)
            dialog.takes_suggestion = True
        self.assertEqual(self.lead.stage_id, self.proposal)

    def test_declined(self):
        followup = self._log(QUOTED)
        self.dossier.with_user(self.salesperson).action_decline_suggestion()
        self.assertEqual(followup.suggestion_state, "declined")
        self.assertFalse(self.dossier.suggesting_followup_id)
        for asked in (followup, self.dossier):
            with self.assertRaises(UserError):
                asked.with_user(self.salesperson).action_accept_suggestion()

    def test_nothing_is_suggested_backwards(self):
        self.lead.stage_id = self.env.ref("crm.stage_lead3")
        self.assertFalse(self._log("第一次打电话给客户").suggested_result)
        self.assertFalse(self._log(QUOTED).suggested_result)

    def test_what_came_true_meanwhile_waits_no_longer(self):
        self._log(QUOTED)
        self.lead.stage_id = self.proposal
        self.dossier.invalidate_recordset()
        self.assertFalse(self.dossier.suggesting_followup_id)

    def test_lost_asks_why(self):
        followup = self._log("客户选择了竞争对手")
        self.assertEqual(followup.suggested_result, "lost")
        action = followup.with_user(self.salesperson).action_accept_suggestion()
        self.assertEqual(action["res_model"], "crm.lead.lost")
        dialog = Form.from_action(self.env(user=self.salesperson.id), action)
        dialog.lost_reason_id = self.env["crm.lost.reason"].search([], limit=1)
        dialog.save().action_lost_reason_apply()
        self.assertEqual(self.lead.won_status, "lost")
        self.assertEqual(followup.suggestion_state, "accepted")

    def test_a_customer_without_opportunity_gets_one(self):
        self.dossier = self._create_dossier("李四")
        followup = self._log(QUOTED)
        followup.with_user(self.salesperson).action_accept_suggestion()
        self.assertEqual(self.dossier.main_lead_id.stage_id, self.proposal)
        self.assertEqual(followup.lead_id, self.dossier.main_lead_id)

    def test_what_was_said_before_an_opportunity_ended_waits_no_longer(self):
        """U3: said when none was open; since then one was won. What is said after that
        may begin another."""
        self.dossier = self._create_dossier("李四")
        early = self._log(QUOTED, followed_up_at="2025-05-01 08:00:00")
        self.assertEqual(self.dossier.suggesting_followup_id, early)
        lead = self._create_lead(self.dossier)
        self.assertEqual(self.dossier.suggesting_followup_id, early, "still ahead")
        lead.action_set_won()
        self.assertFalse(self.dossier.suggesting_followup_id)
        lead.date_closed = "2025-05-02 08:00:00"
        late = self._log(QUOTED, followed_up_at="2025-05-03 08:00:00")
        self.assertEqual(self.dossier.suggesting_followup_id, late)

    def test_lost_is_not_suggested_without_an_opportunity(self):
        self.dossier = self._create_dossier("李四")
        self.assertFalse(self._log("客户选择了竞争对手").suggested_result)

    def test_an_earlier_suggestion_is_answered_with_a_later_one(self):
        earlier = self._log("客户需要 20 台叉车")
        later = self._log(AGREES)
        self.assertEqual(self.dossier.suggesting_followup_id, later)
        later.with_user(self.salesperson).action_accept_suggestion()
        self.assertFalse(earlier.suggestion_state)

    def test_stages_of_other_departments_are_not_suggested(self):
        self.proposal.team_ids = self.env["crm.team"].create({"name": "Other"})
        self.assertFalse(self._log(QUOTED).suggested_result)

    def test_others_move_nothing(self):
        """Invariant 3: over RPC too."""
        followup = self._log(AGREES)
        viewer = self._create_user("cf_viewer", "viewer")
        for user in (self.salesperson_2, viewer):
            with self.subTest(user.name), self.assertRaises(AccessError):
                followup.with_user(user).action_accept_suggestion()
            with self.subTest(user.name), self.assertRaises(AccessError):
                followup.with_user(user).action_decline_suggestion()
        self.assertEqual(self.lead.won_status, "pending")

    def test_a_suggestion_is_not_forged(self):
        for name, value in (
            ("suggested_result", "won"),
            ("suggestion_state", "accepted"),
            ("suggested_stage_id", self.won.id),
        ):
            with self.subTest(name), self.assertRaises(AccessError):
                self._log("Hello", **{name: value})

    def test_phrases_are_the_administrators(self):
        phrase = self.env["customer.status.phrase"].search([], limit=1)
        with self.assertRaises(AccessError):
            phrase.with_user(self.supervisor).name = "all"
        with self.assertRaises(ValidationError):
            phrase.name = "(签)"

    def test_a_new_phrase_counts_at_once(self):
        self.assertFalse(self._log("火箭升空").suggested_result)
        self.env["customer.status.phrase"].create(
            {"name": "火箭 升空", "result": "won"}
        )
        followup = self._log("火箭终于升空")
        self.assertEqual(followup.suggested_result, "won")
        self.assertEqual(followup.suggestion_phrase_ids.name, "火箭 升空")

    def test_phrases_tell_how_often_they_were_right(self):
        followup = self._log(AGREES)
        followup.with_user(self.salesperson).action_accept_suggestion()
        phrase = followup.suggestion_phrase_ids[:1]
        self.assertEqual((phrase.accepted_count, phrase.declined_count), (1, 0))

    def test_trying_a_sentence_says_why(self):
        trial = self.env["customer.status.trial"].new({"text": "客户没有同意签合同"})
        self.assertEqual(trial.outcome, "None")
        self.assertIn("没有", trial.reasons)
        for text in (AGREES, "客户同意下周签约", "王总答应下周三签约"):
            trial.text = text
            self.assertEqual(trial.outcome, self.won.name, text)
        trial.text = "天气很好"
        self.assertIn("No phrase", trial.reasons)

    def test_queries_do_not_grow(self):
        dossiers = self.env["customer.dossier"].union(
            *(self._create_dossier(f"王{number}", "low") for number in range(80))
        )
        self.env["customer.followup"].create(
            [{"dossier_id": dossier.id, "summary": AGREES} for dossier in dossiers]
        )
        counts = []
        for some in (dossiers[:1], dossiers):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.read(["suggesting_followup_id", "suggested_status"])
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)
