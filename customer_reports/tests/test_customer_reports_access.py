from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import CustomerReportsCommon

SOURCES = {
    "customer.report": "customer.dossier",
    "customer.followup.report": "customer.followup",
}


@tagged("-at_install", "post_install")
class TestCustomerReportsAccess(CustomerReportsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls._create_dossier("王一", cls.salesperson)
        cls.colleagues = cls._create_dossier("王二", cls.salesperson_2)
        cls.elsewhere = cls._create_dossier(
            "王三", cls.manager, team_id=cls.env["crm.team"].create({"name": "T"}).id
        )
        cls.dossiers = cls.own + cls.colleagues + cls.elsewhere
        for dossier in cls.dossiers:
            cls._log_followup(dossier, "2026-03-01 00:00:00")

    def _count(self, model, user):
        """How many of our three customers the pivot of that user counts."""
        groups = (
            self.env[model]
            .with_user(user)
            .formatted_read_group(
                [("dossier_id", "in", self.dossiers.ids)], ["dossier_id"], ["__count"]
            )
        )
        counted = {group["dossier_id"][0] for group in groups}
        self.assertEqual(sum(group["__count"] for group in groups), len(counted))
        return self.dossiers.filtered(lambda dossier: dossier.id in counted)

    def test_pivot_counts_what_the_role_may_see(self):
        """S3: own, the department's, all; and nothing the source would not show."""
        for user, expected in [
            (self.salesperson, self.own),
            (self.salesperson_2, self.colleagues),
            (self.supervisor, self.own + self.colleagues),
            (self.creator, self.env["customer.dossier"]),
            (self.manager, self.dossiers),
            (self._create_user("cf_viewer", "viewer"), self.dossiers),
            (self._create_user("cf_officer", "data_officer"), self.dossiers),
        ]:
            for model, source in SOURCES.items():
                with self.subTest(user=user.login, model=model):
                    self.assertEqual(self._count(model, user), expected)
                    link = "id" if source == "customer.dossier" else "dossier_id"
                    self.assertEqual(
                        self.env[source]
                        .with_user(user)
                        .search_count([(link, "in", self.dossiers.ids)]),
                        len(expected),
                    )

    def test_rules_are_those_of_the_source(self):
        """What is written twice must not drift apart."""
        for model, source in SOURCES.items():
            rules, source_rules = (
                self.env["ir.rule"].search(
                    [("model_id.model", "=", name), ("perm_read", "=", True)]
                )
                for name in (model, source)
            )
            with self.subTest(model):
                self.assertEqual(
                    {(rule.domain_force, rule.groups) for rule in rules},
                    {(rule.domain_force, rule.groups) for rule in source_rules},
                )

    def test_other_company_is_not_counted(self):
        """A second company's customers stay in their company."""
        self.manager.company_ids = [Command.link(self.company_2.id)]
        foreign = self._create_dossier(
            "王四", self.manager, company_id=self.company_2.id, team_id=False
        )
        self._log_followup(foreign, "2026-03-01 00:00:00")
        for model in SOURCES:
            Report = self.env[model].with_user(self.manager)
            for companies, expected in [
                (self.manager.company_id, 0),
                (self.manager.company_ids, 1),
            ]:
                with self.subTest(model=model, companies=companies.mapped("name")):
                    self.assertEqual(
                        Report.with_context(
                            allowed_company_ids=companies.ids
                        ).search_count([("dossier_id", "=", foreign.id)]),
                        expected,
                    )

    def test_outsiders_read_no_report(self):
        clerk = new_test_user(self.env, "clerk", groups="base.group_user")
        portal = new_test_user(self.env, "portal", groups="base.group_portal")
        for user in (clerk, portal):
            for model in SOURCES:
                with (
                    self.subTest(user=user.login, model=model),
                    self.assertRaises(AccessError),
                ):
                    self.env[model].with_user(user).search([])

    def test_reports_cannot_be_written(self):
        for model in SOURCES:
            for operation in ("create", "write", "unlink"):
                with self.subTest(model=model, operation=operation):
                    self.assertFalse(
                        self.env[model].with_user(self.manager).has_access(operation)
                    )
