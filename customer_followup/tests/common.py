from odoo import fields

from odoo.addons.customer_forms.tests.common import CustomerFormsCommon

PHONE = "13900002001"
E164 = "+8613900002001"
TIMEZONE = "Asia/Shanghai"


class CustomerFollowupCommon(CustomerFormsCommon):
    """A form that asks for every meaning, and short ways to customers and reminders."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.write({"lang": "en_US", "tz": TIMEZONE})
        cls.supervisor.tz = cls.salesperson.tz = cls.salesperson_2.tz = TIMEZONE
        cls.form = cls._publish(
            cls._create_form(
                [
                    cls._question("customer_name"),
                    cls._question("customer_kind", options=["individual", "company"]),
                    cls._question("contact_name"),
                    cls._question("phone", "phone"),
                    cls._question("email", "email"),
                    cls._question("source", options=["exhibition", "online"]),
                    cls._question("industry", options=["zeppelins"]),
                    cls._question("region", "region"),
                    cls._question("intent", options=["high", "medium", "low"]),
                    cls._question("need", "longtext"),
                    cls._question("expected_closing", "date"),
                    cls._question("first_contact", "date"),
                    cls._question("next_contact", "date"),
                    cls._question("referrer"),
                    cls._question("remarks"),
                    cls._question(
                        "followup_stage",
                        options=[
                            "first_contact",
                            "need_confirmed",
                            "proposal_sent",
                            "signed",
                        ],
                    ),
                ],
                name="Registration",
                department_ids=cls.team.ids,
            )
        )
        cls.rules = cls.env["customer.reminder.rule"].search([])
        cls.rule_high = cls.env.ref("customer_followup.customer_reminder_rule_high")
        cls.rule_medium = cls.env.ref("customer_followup.customer_reminder_rule_medium")

    @classmethod
    def _today(cls):
        """The day it is where everybody works, a third of each day another than UTC's."""
        return fields.Date.context_today(cls.env["res.users"].with_context(tz=TIMEZONE))

    @staticmethod
    def _question(role, kind=None, options=()):
        kind = kind or ("select" if options else "text")
        return {"key": role, "role": role, "type": kind, "options": options}

    @classmethod
    def _register(cls, **answers):
        """Fill the form as a visitor; every answer has the name of its role."""
        return cls._submit(cls.form, answers)

    @classmethod
    def _create_dossier(cls, name="王小明", intent=None, **vals):
        """A customer of the salesperson; with an intent, an open opportunity too."""
        partner = cls.env["res.partner"].create({"name": name})
        dossier = cls.env["customer.dossier"].create(
            {
                "partner_id": partner.id,
                "user_id": cls.salesperson.id,
                "team_id": cls.team.id,
                **vals,
            }
        )
        if intent:
            cls._create_lead(dossier, intent)
        return dossier

    @classmethod
    def _create_lead(cls, dossier, intent="low", **vals):
        return cls.env["crm.lead"].create(
            {
                "name": "Opportunity",
                "type": "opportunity",
                "partner_id": dossier.partner_id.id,
                "company_id": dossier.company_id.id,
                "user_id": dossier.user_id.id,
                "team_id": dossier.team_id.id,
                "priority": {"low": "0", "medium": "1", "high": "2"}[intent],
                **vals,
            }
        )

    def assert_opened(self, dossier, **values):
        """What the vault has of the dossier; the record has masks."""
        opened = dossier._open_values(list(values))[dossier.id]
        self.assertEqual(opened, values)
        for name, value in values.items():
            self.assertNotIn(value, dossier[name])

    def _reminders(self, dossier, state="open"):
        return dossier.reminder_ids.filtered(lambda reminder: reminder.state == state)

    def assert_followups(self, dossier, count):
        self.assertEqual(len(dossier.followup_ids), count, "follow-ups of the customer")
