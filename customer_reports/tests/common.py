from odoo import Command

from odoo.addons.customer_forms.tests.common import CustomerFormsCommon


class CustomerReportsCommon(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["customer.reminder.rule"].search([]).active = False
        cls.stage_open = cls.env["crm.stage"].create(
            {"name": "Proposal", "sequence": 2}
        )
        cls.stage_won = cls.env["crm.stage"].create(
            {"name": "Signed", "sequence": 90, "is_won": True}
        )

    @classmethod
    def _create_dossier(cls, name="王小明", owner=None, **vals):
        partner = cls.env["res.partner"].create(
            {
                "name": name,
                "is_company": vals.pop("is_company", False),
                "country_id": cls.env.ref("base.cn").id,
            }
        )
        return cls.env["customer.dossier"].create(
            {
                "partner_id": partner.id,
                "user_id": (owner or cls.salesperson).id,
                "team_id": cls.team.id,
                **vals,
            }
        )

    @classmethod
    def _create_lead(cls, dossier, revenue=0, priority="0", **vals):
        return cls.env["crm.lead"].create(
            {
                "name": "Forklifts",
                "type": "opportunity",
                "partner_id": dossier.partner_id.id,
                "user_id": dossier.user_id.id,
                "team_id": dossier.team_id.id,
                "stage_id": cls.stage_open.id,
                "expected_revenue": revenue,
                "priority": priority,
                **vals,
            }
        )

    @classmethod
    def _win_lead(cls, dossier, revenue=0, **vals):
        lead = cls._create_lead(dossier, revenue, **vals)
        lead.write({"stage_id": cls.stage_won.id, "probability": 100})
        return lead

    @classmethod
    def _log_followup(cls, dossier, at, user=None, **vals):
        return cls.env["customer.followup"].create(
            {
                "dossier_id": dossier.id,
                "user_id": (user or dossier.user_id).id,
                "participant_ids": [Command.clear()],
                "followed_up_at": at,
                **vals,
            }
        )

    @classmethod
    def _submit_for(cls, dossier, at):
        """A form the customer submitted at that time."""
        form = cls._publish(
            cls._create_form(
                fields=[{"name": "Name", "key": "name", "type": "text"}],
                has_auto_accept=False,
            )
        )
        submission = cls._submit(form, {"name": "Wang"})
        submission.write(
            {
                "dossier_id": dossier.id,
                "user_id": dossier.user_id.id,
                "submitted_at": at,
            }
        )
        return submission

    def _row(self, dossier):
        """The row of the analysis that counts the dossier."""
        Report = self.env["customer.report"]
        Report.invalidate_model()
        return Report.search([("dossier_id", "=", dossier.id)])
