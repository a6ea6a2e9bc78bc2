"""Changes of rights and settings stand in the audit log (S4, V6)."""

from odoo import Command
from odoo.tests import tagged

from .common import GROUP, CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestAudited(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.events = cls.env["customer.audit.event"]
        cls.supervisors = cls.env.ref(GROUP % "supervisor")

    def setUp(self):
        super().setUp()
        self.before = self.events.search([], limit=1).id

    def _new(self):
        return self.events.search([("id", ">", self.before)])

    def test_rights_given_to_a_user_are_noted(self):
        self.salesperson.write({"group_ids": [Command.link(self.supervisors.id)]})
        event = self._new()
        self.assertEqual(event.record_name, self.salesperson.display_name)
        self.assertEqual(event.sentence, "Changed who may do what: given Supervisor")
        self.salesperson.write({"group_ids": [Command.unlink(self.supervisors.id)]})
        self.assertEqual(
            self._new()[0].sentence, "Changed who may do what: no longer Supervisor"
        )

    def test_every_role_is_noted(self):
        """V6: those that people have beside another one too."""
        for role, name in (
            ("data_officer", "Data Administrator"),
            ("creator", "Form Creator"),
        ):
            group = self.env.ref(GROUP % role)
            self.outsider.write({"group_ids": [Command.link(group.id)]})
            self.assertIn(name, self._new()[0].sentence)

    def test_who_writes_templates_runs_code(self):
        editors = self.env.ref("mail.group_mail_template_editor")
        self.outsider.write({"group_ids": [Command.link(editors.id)]})
        self.assertIn("Mail Template Editor", self._new().sentence)

    def test_a_right_of_another_kind_is_said_with_what_it_is_for(self):
        """V6: "Allowed" alone says nothing."""
        exporters = self.env.ref("base.group_allow_export")
        self.outsider.write({"group_ids": [Command.link(exporters.id)]})
        self.assertIn(exporters.full_name, self._new().sentence)

    def test_rights_given_through_a_group_are_noted(self):
        self.supervisors.write({"user_ids": [Command.link(self.salesperson.id)]})
        self.assertEqual(self._new().res_id, self.salesperson.id)

    def test_rights_given_by_a_group_that_implies_them_are_noted(self):
        group = self.env["res.groups"].create(
            {"name": "Harmless", "user_ids": [Command.link(self.outsider.id)]}
        )
        self.assertFalse(self._new())
        group.write({"implied_ids": [Command.link(self.supervisors.id)]})
        event = self._new()
        self.assertEqual(event.res_id, self.outsider.id)
        self.assertIn("Supervisor", event.sentence)

    def test_an_archived_user_loses_rights(self):
        self.supervisor.active = False
        self.assertIn("no longer", self._new().sentence)
        self.supervisor.active = True
        self.assertIn("given", self._new()[0].sentence)

    def test_other_changes_of_a_user_are_none_of_its_business(self):
        self.salesperson.write({"name": "Another"})
        group = self.env["res.groups"].create({"name": "Harmless"})
        self.salesperson.write({"group_ids": [Command.link(group.id)]})
        self.assertFalse(self._new())

    def test_a_new_user_with_rights_is_noted(self):
        user = self._create_user("cf_new", "supervisor")
        event = self._new().filtered(lambda each: each.res_id == user.id)
        self.assertIn("Supervisor", event[:1].sentence)

    def test_a_change_of_the_policy_is_noted(self):
        """V1"""
        policy = self.env["customer.privacy.policy"].search(
            [("company_id", "=", self.company.id), ("sensitivity", "=", "phone")]
        )
        policy.with_user(self.manager).write({"viewer": "full"})
        event = self._new()
        self.assertEqual((event.kind, event.user_id), ("access", self.manager))
        self.assertEqual(
            event.sentence,
            "Changed who sees what of the class Phone: “Data Viewer” from Masked to"
            " In full",
        )
        policy.write({"viewer": "full"})
        self.assertEqual(self._new(), event)

    def test_a_change_of_privacy_settings_of_the_company_is_noted(self):
        self.company_2.write({"has_last_four_search": True, "reveal_limit": 20})
        event = self._new()
        self.assertEqual(event.company_id, self.company_2)
        self.assertEqual(
            event.sentence,
            "Changed who may do what: “Search by Last Four Digits” from no to yes;"
            " “Reveals per Hour” from 200 to 20",
        )

    def test_publishing_a_form_is_noted(self):
        form = self._create_form()
        form._publish("First")
        event = self._new()
        self.assertEqual((event.kind, event.reason), ("rule", "First"))
        self.assertEqual(event.sentence, "Published version 1")
        form.action_publish()
        self.assertEqual(self._new(), event)
