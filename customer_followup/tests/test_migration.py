"""What an older version kept in columns is in the vault after the upgrade."""

import importlib.util
from pathlib import Path
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from .common import CustomerFollowupCommon
from .scan import find_in_database

MIGRATIONS = Path(__file__).parents[1] / "migrations"
OF_FORMS = Path(__file__).parents[2] / "customer_forms" / "migrations"
SCHEMA = "odoo.addons.customer_forms.models.form.customer_form_field_schema"
NAME, CONTACT = "欧阳哨兵", "司徒联络"
PHONE, EMAIL = "+8613812349876", "sentinel.probe@leak-example.cn"


def load_migration(version, name="post-migrate", folder=MIGRATIONS):
    path = folder / version / f"{name}.py"
    spec = importlib.util.spec_from_file_location("followup_post_migrate", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@tagged("-at_install", "post_install")
class TestMigration(CustomerFollowupCommon):
    def _set_columns(self, record, **values):
        """As the older version kept it: past every rule."""
        self.env.flush_all()
        for name, value in values.items():
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s = %s WHERE id = %s",
                    SQL.identifier(record._table),
                    SQL.identifier(name),
                    value,
                    record.id,
                )
            )
        self.env.invalidate_all()

    def test_columns_and_contacts_go_into_the_vault(self):
        """V2"""
        person = self._create_dossier("王", intent="high")
        archived = self._create_dossier("李", active=False)
        firm = self._create_dossier("甲有限公司", kind="company")
        followup = self.env["customer.followup"].create({"dossier_id": person.id})
        self.env["customer.vault.value"].search([]).unlink()
        self._set_columns(
            person, phone=PHONE, email=EMAIL, opening_key="old", name=None
        )
        self._set_columns(person.partner_id, name=NAME, phone="138-1234-9876")
        self._set_columns(person.main_lead_id, contact_name=NAME, phone=PHONE)
        self._set_columns(archived, phone=PHONE, name=None)
        self._set_columns(archived.partner_id, name=NAME)
        self._set_columns(firm, contact_name=CONTACT)
        self._set_columns(followup, customer_participants=CONTACT)
        migration = load_migration("19.0.2.0.0")
        for _twice in range(2):
            migration.migrate(self.env.cr, "19.0.1.0.0")
            self.env.invalidate_all()
            self.assert_opened(person, name=NAME, phone=PHONE, email=EMAIL)
            self.assert_opened(archived, name=NAME, phone=PHONE)
            self.assert_opened(firm, contact_name=CONTACT)
            self.assert_opened(followup, customer_participants=CONTACT)
            self.assertEqual(firm.partner_id.name, "甲有限公司")
            self.assertEqual(person.partner_id.name, f"{person.number} 欧*")
            self.assertFalse(person.opening_key)
            found = find_in_database(
                self.env, (NAME, CONTACT, PHONE, "138-1234-9876", EMAIL)
            )
            self.assertFalse(found)

    def test_remarks_of_before_are_masked(self):
        """V1: also of a customer who is archived."""
        person = self._create_dossier("王", active=False)
        self._set_columns(person, remarks=f"{PHONE}, {EMAIL}, likes tea")
        migration = load_migration("19.0.5.0.0", "post-remarks")
        for _twice in range(2):
            migration.migrate(self.env.cr, "19.0.4.0.0")
            self.assertIn("likes tea", person.remarks)
            self.assertFalse(find_in_database(self.env, (PHONE[3:], EMAIL)))

    def test_who_referred_somebody_goes_into_the_vault(self):
        """V2: also of opportunities of nobody's customer."""
        of_customer = self._create_dossier("王", intent="high").main_lead_id
        of_nobody = self.env["crm.lead"].create({"name": "x", "active": False})
        for lead in (of_customer, of_nobody):
            self._set_columns(lead, referred=CONTACT)
        migration = load_migration("19.0.5.0.0", "post-referrer")
        for _twice in range(2):
            migration.migrate(self.env.cr, "19.0.4.0.0")
            self.env.invalidate_all()
            for lead in (of_customer, of_nobody):
                self.assertEqual(lead.referred, "司*")
                opened = lead._open_values(["referred"])[lead.id]
                self.assertEqual(opened, {"referred": CONTACT})
        self.assertFalse(find_in_database(self.env, [CONTACT]))

    def test_answers_that_name_a_referrer_go_into_the_vault(self):
        """V2: of forms that were published when nobody took them for names."""
        with patch(f"{SCHEMA}.NAMING", {"customer_name"}):
            form = self._publish(
                self._create_form(
                    [self._question("customer_name"), self._question("referrer")]
                )
            )
            answers = {"customer_name": "王", "referrer": CONTACT}
            submission = self._submit(form, answers)
        self.assertIn("customer_form_submission", self._tables_with(CONTACT))
        migration = load_migration("19.0.5.0.0", "post-referrer", OF_FORMS)
        for _twice in range(2):
            migration.migrate(self.env.cr, "19.0.4.0.0")
            self.env.invalidate_all()
            self.assertEqual(self._tables_with(CONTACT), set())
            opened = submission._open_answers()[submission]
            self.assertEqual(opened["referrer"], CONTACT)

    def _tables_with(self, text):
        return {table for table, _column, _text in find_in_database(self.env, [text])}

    def test_what_was_written_before_is_masked(self):
        """V1: messages, activities and notes of changes of the older version."""
        person = self._create_dossier(NAME, phone=PHONE, email=EMAIL, intent="high")
        message = person.message_post(body="plain")
        on_contact = person.partner_id.message_post(body="plain")
        mail = person.main_lead_id.message_post(body="plain")
        activity = person.activity_schedule("mail.mail_activity_data_todo")
        meeting = self.env["calendar.event"].create(
            {
                "name": "plain",
                "res_model_id": self.env["ir.model"]._get_id("customer.dossier"),
                "res_id": person.id,
            }
        )
        phone = self.env["ir.model.fields"]._get("customer.dossier", "phone")
        noted = self.env["mail.tracking.value"].create(
            {"field_id": phone.id, "mail_message_id": message.id}
        )
        self._set_columns(message, body=f"<p>{NAME} 13812349876</p>", subject=EMAIL)
        self._set_columns(on_contact, body=f"<p>Write {EMAIL}</p>")
        self._set_columns(mail, email_from=f"{NAME} <{EMAIL}>", author_id=None)
        self._set_columns(activity, summary=f"Call {NAME}", note=f"<p>{PHONE}</p>")
        self._set_columns(meeting, name=f"Visit {NAME}", description=f"<p>{EMAIL}</p>")
        self._set_columns(noted, old_value_char=PHONE, new_value_char="13812349876")
        written = message.date
        load_migration("19.0.2.0.0").migrate(self.env.cr, "19.0.1.0.0")
        self.env.invalidate_all()
        self.assertEqual(message.body, "<p>欧* 138****9876</p>")
        self.assertEqual(message.date, written)
        self.assertEqual(activity.summary, "Call 欧*")
        self.assertEqual(meeting.name, "Visit 欧*")
        self.assertEqual(noted.old_value_char, "138****9876")
        found = find_in_database(self.env, (NAME, PHONE, "13812349876", EMAIL))
        self.assertFalse(found)

    def test_what_was_noted_before_is_masked(self):
        """V1"""
        dossier = self._create_dossier(NAME, phone=PHONE)
        followup = self.env["customer.followup"].create({"dossier_id": dossier.id})
        self._set_columns(
            followup,
            summary=f"{NAME} agrees",
            agreement="20 trucks",
            next_plan="Call 138 1234 9876",
        )
        migration = load_migration("19.0.5.0.0", "post-followup")
        for _twice in range(2):
            migration.migrate(self.env.cr, "19.0.3.0.0")
        self.env.invalidate_all()
        self.assertEqual(followup.agreement, "20 trucks")
        self.assertIn("agrees", followup.summary)
        found = find_in_database(self.env, (NAME, "1234 9876"))
        self.assertFalse(found)
