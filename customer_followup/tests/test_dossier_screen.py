from lxml import etree

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools.safe_eval import safe_eval

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestDossierScreen(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.viewer = new_test_user(
            cls.env, "cf_viewer", groups="customer_forms.customer_forms_group_viewer"
        )
        cls.dossier = cls._create_dossier("王小明", intent="low")
        cls.lead = cls.dossier.lead_ids
        cls.stages = cls.env["crm.stage"].search([])

    def _as(self, user, dossier=None):
        return (dossier or self.dossier).with_user(user)

    def test_what_is_open_and_what_was_said(self):
        """D12: the overview has the open opportunities and the three latest follow-ups."""
        followups = self.env["customer.followup"].create(
            [
                {
                    "dossier_id": self.dossier.id,
                    "followed_up_at": f"2026-03-0{n} 09:00:00",
                }
                for n in (1, 2, 3, 4)
            ]
        )
        dossier = self._as(self.salesperson)
        self.assertEqual(dossier.recent_followup_ids, followups[:0:-1])
        self.assertEqual(dossier.open_lead_ids, self.lead)
        self.lead.action_set_lost()
        self.env.invalidate_all()
        self.assertFalse(dossier.open_lead_ids)

    def test_a_need_is_added_from_the_customer(self):
        """D12: one click, and the page of an opportunity of this customer is open."""
        action = self._as(self.salesperson).action_add_need()
        self.assertEqual(action["views"], [(False, "form")])
        leads = self.env["crm.lead"].with_user(self.salesperson)
        lead = leads.with_context(**action["context"]).create({"name": "A crane"})
        self.assertEqual(lead.dossier_id, self.dossier)
        self.assertEqual(lead.user_id, self.salesperson)

    # ------------------------------------------------------------
    # Stage
    # ------------------------------------------------------------

    def test_the_next_step_is_towards_the_customer(self):
        """What is to be decided at the desk does not hide the call that was planned."""
        self.dossier.activity_ids.unlink()
        self.dossier.activity_schedule(
            "customer_followup.mail_activity_type_difference",
            self._today(),
            user_id=self.salesperson.id,
        )
        seen = self._as(self.salesperson)
        self.assertFalse(seen.next_step_date)
        call = self.dossier.activity_schedule(
            "mail.mail_activity_data_call",
            fields.Date.add(self._today(), days=3),
            user_id=self.salesperson.id,
        )
        self.assertEqual(seen.next_step, call.display_name)
        self.assertEqual(seen.next_step_date, call.date_deadline)

    def test_dragging_a_card_moves_the_opportunity(self):
        """D7: the kanban by stage writes the stage of the main opportunity."""
        stage = self.env.ref("crm.stage_lead3")
        self._as(self.salesperson).web_save({"stage_id": stage.id}, {"stage_id": {}})
        self.assertEqual(self.lead.stage_id, stage)
        self.lead.stage_id = self.env.ref("crm.stage_lead2")
        self.assertEqual(self.dossier.stage_id, self.env.ref("crm.stage_lead2"))

    def test_dragging_a_customer_without_opportunity_opens_one(self):
        other = self._create_dossier("李红")
        stage = self.env.ref("crm.stage_lead2")
        self._as(self.salesperson, other).stage_id = stage
        self.assertEqual(other.lead_ids.stage_id, stage)
        self.assertEqual(other.stage_id, stage)

    def test_lost_is_not_dragged(self):
        self.lead.action_set_lost()
        with self.assertRaises(UserError):
            self._as(self.salesperson).stage_id = self.env.ref("crm.stage_lead3")

    def test_every_stage_is_a_column(self):
        groups = (
            self.env["customer.dossier"]
            .with_user(self.salesperson)
            .with_context(read_group_expand=True)
            .web_read_group([("id", "=", self.dossier.id)], ["stage_id"])["groups"]
        )
        shown = {group["stage_id"] and group["stage_id"][0] for group in groups}
        self.assertGreaterEqual(shown, set(self.stages.ids))

    # ------------------------------------------------------------
    # Where one begins, and what one may not take away
    # ------------------------------------------------------------

    def test_everybody_begins_with_a_list_that_has_customers(self):
        """A viewer has no customers of his own, a supervisor those of the department."""
        for user, key in (
            (self.salesperson, "search_default_my_customers"),
            (self.supervisor, "search_default_my_department"),
            (self.manager, None),
            (self.viewer, None),
        ):
            action = (
                self.env["customer.dossier"].with_user(user).action_open_customers()
            )
            self.assertEqual(action["context"], {key: 1} if key else {}, user.login)

    def test_a_department_keeps_sight_of_its_customers(self):
        """S3: the leader sees the customer as long as its owner is in the department."""
        other_team = self.env["crm.team"].create({"name": "Elsewhere"})
        for team_id in (False, other_team.id):
            with self.assertRaises(UserError):
                self._as(self.salesperson).team_id = team_id
        self.assertEqual(self.dossier.team_id, self.team)
        other_team.member_ids = self.salesperson
        self._as(self.salesperson).team_id = other_team
        self._as(self.manager).team_id = False
        self.assertFalse(self.dossier.team_id)

    def test_every_filter_and_grouping_works(self):
        """D4, D8, D9: what people look for every day, as a salesperson."""
        Dossier = self.env["customer.dossier"].with_user(self.salesperson)
        arch = etree.fromstring(Dossier.get_view(view_type="search")["arch"])
        names = set()
        for node in arch.iter("filter"):
            names.add(node.get("name"))
            if node.get("domain"):
                domain = safe_eval(node.get("domain"), {"uid": self.salesperson.id})
                Dossier.search(domain)
            elif node.get("context"):
                by = safe_eval(node.get("context"))["group_by"]
                Dossier.formatted_read_group([], [by], ["__count"])
        self.assertGreaterEqual(
            names, {"review_due", "incomplete", "not_contacted_90", "updates_overdue"}
        )

    # ------------------------------------------------------------
    # Documents
    # ------------------------------------------------------------

    def _attach(self, record, name):
        return self.env["ir.attachment"].create(
            {
                "name": name,
                "raw": b"text",
                "res_model": record._name,
                "res_id": record.id,
            }
        )

    def test_all_files_in_one_list(self):
        followup = self.env["customer.followup"].create({"dossier_id": self.dossier.id})
        milestone = self.env["customer.milestone"].create(
            {"dossier_id": self.dossier.id}
        )
        records = [self.dossier, followup, self.lead, milestone]
        for record in records:
            self._attach(record, f"{record._name}.txt")
        self._attach(self._create_dossier("李红"), "other.txt")
        names = [file["name"] for file in self._as(self.salesperson).documents()]
        self.assertEqual(names, [f"{record._name}.txt" for record in records[::-1]])

    def test_files_of_what_one_may_not_read_are_not_listed(self):
        self._attach(self.lead, "offer.txt")
        self.lead.user_id = self.salesperson_2
        self.assertFalse(self._as(self.salesperson).documents())
        self.assertTrue(self._as(self.viewer).documents())
        with self.assertRaises(AccessError):
            self._as(self.salesperson_2).documents()
