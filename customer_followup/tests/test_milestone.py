from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestMilestone(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.viewer = new_test_user(
            cls.env, "cf_viewer", groups="customer_forms.customer_forms_group_viewer"
        )
        cls.dossier = cls._create_dossier("王小明", phone="13900002001")

    def _create_as(self, user, **vals):
        vals = {"dossier_id": self.dossier.id, "kind": "contract", **vals}
        return self.env["customer.milestone"].with_user(user).create(vals)

    def test_what_is_typed_carries_masks(self):
        """D6, V1: title and note say no more of the person than the dossier shows."""
        milestone = self._create_as(
            self.salesperson, title="王小明 signed", note="Call 13900002001"
        )
        self.assertNotIn("王小明", milestone.title)
        milestone.with_user(self.salesperson).note = "13900002001 again"
        self.assertNotIn("13900002001", milestone.note)

    def test_any_other_milestone_says_what_happened(self):
        """D4: a contract is one without words, "other" is nothing."""
        Milestone = self.env["customer.milestone"].with_context(
            default_dossier_id=self._create_dossier().id
        )
        for view in ("form", "dialog"):
            view = f"customer_followup.customer_milestone_view_{view}"
            form = Form(Milestone, view=view)
            self.assertEqual(form.kind, "other")
            with self.assertRaisesRegex(AssertionError, "title is a required field"):
                form.save()
            form.kind = "contract"
            self.assertTrue(form.save().display_name)

    def test_first_won_opportunity_starts_the_cooperation(self):
        """D6: once, whatever is won later."""
        lead = self._create_lead(self.dossier)
        self.assertFalse(self.dossier.milestone_ids)
        lead.action_set_won()
        milestone = self.dossier.milestone_ids
        self.assertEqual(milestone.kind, "cooperation")
        self.assertTrue(milestone.is_automatic)
        self._create_lead(self.dossier).action_set_won()
        self.assertEqual(self.dossier.milestone_ids, milestone)

    def test_each_kind_is_in_the_history_on_its_day(self):
        """D6: start of cooperation, change of decision maker, contract, other."""
        kinds = ("cooperation", "decision_maker", "contract", "other")
        for day, kind in enumerate(kinds, 1):
            self._create_as(
                self.salesperson, kind=kind, date=date(2026, 2, day), title=f"No. {day}"
            )
        shown = self.dossier.with_user(self.supervisor).timeline(kinds=["milestone"])
        self.assertEqual(
            [(entry["title"], entry["text"]) for entry in shown["entries"]],
            [
                ("Other", "No. 4"),
                ("Contract", "No. 3"),
                ("Change of decision maker", "No. 2"),
                ("Start of cooperation", "No. 1"),
            ],
        )

    def test_noting_twice_adds_nothing(self):
        day = date(2026, 3, 2)
        self.dossier._note_milestone("decision_maker", day, "Purchasing changed")
        self.dossier._note_milestone("decision_maker", day, "Purchasing changed")
        self.assertEqual(len(self.dossier.milestone_ids), 1)
        self.dossier._note_milestone("decision_maker", day, "Technical lead changed")
        self.assertEqual(len(self.dossier.milestone_ids), 2)

    def test_access_follows_the_customer(self):
        """S3: own, the department's, all; viewers look; nobody of another department."""
        milestone = self._create_as(self.salesperson, title="Contract")
        Milestone = self.env["customer.milestone"]
        for user in (self.supervisor, self.manager, self.viewer):
            self.assertEqual(milestone.with_user(user).title, "Contract")
        with self.assertRaises(AccessError):
            milestone.with_user(self.salesperson_2).read(["title"])
        self.assertFalse(Milestone.with_user(self.salesperson_2).search([]))
        with self.assertRaises(AccessError):
            self._create_as(self.salesperson_2)
        with self.assertRaises(AccessError):
            milestone.with_user(self.viewer).title = "Changed"
        with self.assertRaises(AccessError):
            milestone.with_user(self.salesperson).unlink()

    def test_what_the_engine_notes_is_not_claimed(self):
        """Readonly fields are writable over RPC."""
        for vals in ({"is_automatic": True}, {"user_id": self.manager.id}):
            with self.assertRaises(AccessError):
                self._create_as(self.salesperson, **vals)
        milestone = self._create_as(self.salesperson)
        other = self._create_dossier("李红")
        with self.assertRaises(AccessError):
            milestone.with_user(self.salesperson).dossier_id = other
        milestone.with_user(self.salesperson).active = False
        self.assertFalse(self.dossier.milestone_ids)

    def test_is_handed_out_and_erased(self):
        """V5: a milestone is found through the dossier; its words go with the person."""
        self._create_as(self.salesperson, title="Signed", note="In the hotel")
        document = self.dossier.sudo()._personal_document()
        self.assertIn("In the hotel", str(document))
        self.dossier.sudo()._erase("Asked for it")
        milestone = self.dossier.milestone_ids
        self.assertEqual((milestone.kind, milestone.note), ("contract", False))
