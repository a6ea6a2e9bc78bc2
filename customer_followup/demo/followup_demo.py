from datetime import timedelta

from odoo import Command, api, fields, models

REMARKS = [
    "跟进及时。下次请确认客户的付款审批流程。",
    "请补充决策人是谁，以及竞争对手的报价情况。",
    "沟通到位，继续保持。",
]
TODOS = [
    ("寄送样品并提供检测报告", 2),
    ("请技术部确认接口方案", 4),
    ("准备合同文本，发法务审核", 1),
    ("安排客户参观样板工厂", 7),
]
# What was noted before is reviewed; the last days wait.
REVIEWED_BEFORE = 5


class CustomerDemo(models.AbstractModel):
    """Follow-ups that were reviewed, given back or wrote themselves, and to-dos."""

    _inherit = "customer.demo"

    @api.model
    def _load(self):  # pylint: disable=missing-return
        super()._load()
        demo = self.with_context(
            lang="zh_CN",
            tz="Asia/Shanghai",
            tracking_disable=True,
            mail_activity_quick_update=True,
            no_mail_to_attendees=True,
            dont_notify=True,
        )
        if not demo.env["customer.followup.todo"].search_count([]):
            demo._review_some()
            demo._give_todos()
            demo._meet_customers()

    def _noted(self, *domain):
        """Follow-ups of the demonstration, newest first."""
        dossiers = self.env["ir.model.data"].search(
            [("module", "=", "customer_followup"), ("model", "=", "customer.dossier")]
        )
        return self.env["customer.followup"].search(
            [("dossier_id", "in", dossiers.mapped("res_id")), *domain]
        )

    def _review_some(self):
        """Leaders have reviewed what is older; one is given back, some have a remark."""
        before = fields.Datetime.now() - timedelta(days=REVIEWED_BEFORE)
        older = self._noted(
            ("followed_up_at", "<", before), ("review_state", "=", "to_review")
        )
        by_leader = older.grouped(lambda followup: followup.team_id.user_id)
        for leader, followups in by_leader.items():
            if not leader.has_group("customer_forms.customer_forms_group_supervisor"):
                continue
            mine = followups.filtered(lambda each, user=leader: each.user_id != user)
            queue = mine.with_user(leader)
            for followup, remark in zip(queue, REMARKS, strict=False):
                followup._review("reviewed", remark)
            rest = queue[len(REMARKS) :]
            rest[:1]._review("returned", REMARKS[1])
            rest[1:].action_review()

    def _give_todos(self):
        newest = self._noted()[: len(TODOS)]
        todos = self.env["customer.followup.todo"].create(
            [
                {
                    "followup_id": followup.id,
                    "name": name,
                    "user_id": followup.user_id.id,
                    "date_deadline": self._day(days),
                }
                for followup, (name, days) in zip(newest, TODOS, strict=False)
            ]
        )
        todos[:1].activity_id.action_feedback("已寄出，快递三天内到。")

    def _meet_customers(self):
        """Two meetings of yesterday that became follow-ups by themselves."""
        end = fields.Datetime.now() - timedelta(hours=20)
        dossiers = self._noted().dossier_id.filtered(
            lambda each: each.main_lead_id.won_status == "pending"
        )[:2]
        events = self.env["calendar.event"].create(
            [
                {
                    "name": f"{dossier.number} 现场交流",
                    "start": end - timedelta(hours=1),
                    "stop": end,
                    "opportunity_id": dossier.main_lead_id.id,
                    "user_id": dossier.user_id.id,
                    "partner_ids": [Command.set(dossier.user_id.partner_id.ids)],
                }
                for dossier in dossiers
            ]
        )
        events._log_customer_meetings()
