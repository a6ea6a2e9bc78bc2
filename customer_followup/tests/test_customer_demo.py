"""The demo data: fictional, alive, loaded once."""

from odoo.tests import TransactionCase, tagged
from odoo.tools import convert_file, mute_logger


@tagged("-at_install", "post_install")
class TestCustomerDemo(TransactionCase):
    def test_demo_makes_every_view_alive(self):
        before = self.env["customer.dossier"].search([])
        with mute_logger("odoo.models.unlink"):
            convert_file(
                self.env(su=True),
                "customer_followup",
                "demo/customer_demo.xml",
                {},
                mode="init",
                noupdate=True,
            )
        demo = self.env["ir.model.data"].search(
            [("module", "=", "customer_followup"), ("model", "=", "customer.dossier")]
        )
        dossiers = self.env["customer.dossier"].browse(demo.mapped("res_id"))
        self.assertEqual(len(dossiers), 60)
        self.assertEqual(
            set(dossiers.mapped("intent")), {"high", "medium", "low", False}
        )
        self.assertEqual(
            set(dossiers.mapped("won_status")), {"pending", "won", "lost", False}
        )
        self.assertEqual(set(dossiers.mapped("kind")), {"individual", "company"})
        self.assertEqual(len(dossiers.team_id), 2)
        self.assertGreater(len(dossiers.submission_ids), 25)
        self.assertEqual(
            set(dossiers.activity_ids.mapped("state")), {"overdue", "today", "planned"}
        )
        followups = dossiers.followup_ids
        self.assertTrue(followups.reminder_id)
        self.assertEqual(
            set(followups.mapped("review_state")), {"to_review", "returned", "reviewed"}
        )
        self.assertEqual(set(followups.todo_ids.mapped("state")), {"open", "done"})
        self.assertEqual(
            set(followups.mapped("source")), {"manual", "activity", "event"}
        )
        first_form = self.env.ref("customer_forms.form_new_customer")
        for submission in dossiers.submission_ids & first_form.submission_ids:
            followups = submission.dossier_id.followup_ids
            if followups:
                first = min(followups.mapped("followed_up_at"))
                self.assertGreater(first, submission.submitted_at)
        with_rows = self.env.ref("customer_forms.form_universal").submission_ids
        self.assertEqual(len(with_rows.row_ids), 6)
        self.assertTrue(with_rows.dossier_id <= dossiers, "known by their phones")
        decided = dossiers.milestone_ids.filtered(
            lambda milestone: milestone.kind == "decision_maker"
        )
        self.assertTrue(decided)
        for milestone in decided:
            self.assertRegex(milestone.title, r"[\u4e00-\u9fff]{2}", "in Chinese")
            self.assertNotRegex(milestone.title, "[A-Za-z]{3}")
        self.env["customer.demo"]._load()
        self.assertEqual(
            self.env["customer.dossier"].search_count([]),
            len(before | dossiers),
            "a second time loads nothing",
        )
