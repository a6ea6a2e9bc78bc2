"""Who sees and changes which customers (S3, U2, V6)."""

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerFollowupCommon

MODELS = (
    "customer.dossier",
    "customer.followup",
    "customer.reminder",
    "customer.reminder.rule",
)


@tagged("-at_install", "post_install")
class TestCustomerFollowupAccess(CustomerFollowupCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls._create_dossier("甲", intent="high")
        cls.colleagues = cls._create_dossier(
            "乙", intent="high", user_id=cls.salesperson_2.id
        )
        cls.foreign = cls._create_dossier(
            "丙", intent="high", user_id=cls.manager.id, team_id=False
        )
        cls.everybody = cls.own + cls.colleagues + cls.foreign
        cls.followups = cls.env["customer.followup"].create(
            [{"dossier_id": dossier.id} for dossier in cls.everybody]
        )

    def _seen(self, user, records):
        found = records.with_user(user).search([("id", "in", records.ids)])
        return records.browse(sorted(found.ids))

    def test_seen_by_role(self):
        """S3"""
        followups, reminders = self.followups, self.everybody.reminder_ids.sorted("id")
        leads = self.everybody.lead_ids.sorted("id")
        for user, count in (
            (self.salesperson, 1),
            (self.supervisor, 2),
            (self.creator, 0),
            (self.manager, 3),
        ):
            for records in (self.everybody, followups, reminders, leads):
                with self.subTest(user=user.login, model=records._name):
                    self.assertEqual(self._seen(user, records), records[:count])

    def test_an_internal_user_without_a_role_sees_nothing(self):
        for model in MODELS:
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(self.outsider).search([])

    def test_another_company_sees_nothing(self):
        self.manager.company_ids += self.company_2
        there = {"allowed_company_ids": self.company_2.ids}
        rule = self.rule_high.copy({"company_id": self.company.id})
        for record in (self.own, self.own.followup_ids, self.own.reminder_ids, rule):
            with self.subTest(record._name):
                model = record.with_user(self.manager).with_context(**there)
                self.assertFalse(model.search([("id", "=", record.id)]))

    def test_nobody_but_the_administrator_deletes(self):
        """U2"""
        for user in (self.salesperson, self.supervisor, self.creator):
            for record in (self.own.followup_ids, self.own):
                with (
                    self.subTest(user=user.login, model=record._name),
                    self.assertRaises(AccessError),
                ):
                    record.with_user(user).unlink()
        self.own.followup_ids.with_user(self.manager).unlink()
        self.assertFalse(self.own.followup_ids)

    def test_ledger_is_read_only_for_everybody(self):
        reminder = self.own.reminder_ids
        for user in (self.salesperson, self.supervisor, self.manager):
            for operation in ("write", "create", "unlink"):
                with self.subTest(user=user.login, operation=operation):
                    self.assertFalse(reminder.with_user(user).has_access(operation))

    def test_rules_are_the_administrators(self):
        for user, allowed in ((self.supervisor, False), (self.manager, True)):
            rule = self.rule_high.with_user(user)
            self.assertTrue(rule.has_access("read"))
            self.assertEqual(rule.has_access("write"), allowed)

    def test_salesperson_cannot_write_to_a_colleagues_customer(self):
        colleagues = self.colleagues.with_user(self.salesperson)
        with self.assertRaises(AccessError):
            colleagues.tier = "vip"
        with self.assertRaises(AccessError):
            colleagues.action_log_followup()
        with self.assertRaises(AccessError):
            self.env["customer.followup"].with_user(self.salesperson).create(
                {"dossier_id": self.colleagues.id, "lead_id": False}
            )

    def test_followup_cannot_be_moved_to_a_colleagues_customer(self):
        followup = self.own.followup_ids.with_user(self.salesperson)
        with self.assertRaises(AccessError):
            followup.write({"dossier_id": self.colleagues.id, "lead_id": False})

    def test_nobody_records_in_anothers_name(self):
        Followup = self.env["customer.followup"].with_user(self.salesperson)
        vals = {"dossier_id": self.own.id, "user_id": self.salesperson_2.id}
        with self.assertRaises(AccessError):
            Followup.create(vals)
        followup = Followup.create({"dossier_id": self.own.id})
        with self.assertRaises(AccessError):
            followup.user_id = self.salesperson_2
        self.assertTrue(Followup.with_user(self.manager).create(vals))

    def test_own_activity_cannot_be_moved_to_a_strangers_customer(self):
        """It would tell whom to ask for, and record a follow-up when done."""
        there = {
            "res_model_id": self.env["ir.model"]._get_id("customer.dossier"),
            "res_id": self.colleagues.id,
        }
        for user in (self.salesperson, self.creator, self.outsider):
            Activity = self.env["mail.activity"].with_user(user)
            activity = Activity.create({"summary": "Mine", "user_id": user.id})
            with self.subTest(user.login), self.assertRaises(AccessError):
                activity.write(there)
        activity = self.own.activity_ids[:1].with_user(self.salesperson)
        with self.assertRaises(AccessError):
            activity.res_id = self.colleagues.id

    def test_activity_of_another_document_says_nothing_of_a_customer(self):
        self.own.contact_name = "周建国"
        activity = self.env["mail.activity"].create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": self.outsider.partner_id.id,
                "user_id": self.outsider.id,
            }
        )
        with self.assertRaises(UserError):
            activity.with_user(self.outsider).action_log_followup()

    def test_number_and_company_stay(self):
        self.manager.company_ids = [Command.link(self.company_2.id)]
        for user in (self.salesperson, self.manager):
            for vals in ({"number": "C1"}, {"company_id": self.company_2.id}):
                with (
                    self.subTest(user=user.login, vals=vals),
                    self.assertRaises(UserError),
                ):
                    self.own.with_user(user).write(vals)
        number = self.own.number
        self.own.with_user(self.salesperson).write({"number": number, "tier": "vip"})

    def test_salesperson_hands_an_own_customer_over(self):
        """Where the company allows it."""
        self.company.may_salespeople_hand_over = True
        self.env.invalidate_all()
        self.own.with_user(self.salesperson).write({"user_id": self.salesperson_2.id})
        self.assertEqual(self.own.activity_ids.user_id, self.salesperson_2)

    def test_former_owner_gets_no_more_messages(self):
        self.own.message_subscribe((self.salesperson + self.manager).partner_id.ids)
        self.own.with_user(self.supervisor).user_id = self.salesperson_2
        self.assertNotIn(self.salesperson.partner_id, self.own.message_partner_ids)
        self.own.user_id = self.manager
        self.own.user_id = self.salesperson_2
        self.assertIn(self.manager.partner_id, self.own.message_partner_ids)

    def test_new_owner_sees_the_history(self):
        """D11"""
        self.own.with_user(self.supervisor).user_id = self.salesperson_2
        followup = self.own.followup_ids
        self.assertTrue(followup.with_user(self.salesperson_2).has_access("read"))

    def test_author_keeps_own_followups(self):
        followup = (
            self.env["customer.followup"]
            .with_user(self.salesperson)
            .create({"dossier_id": self.own.id, "summary": "Mine"})
        )
        self.own.user_id = self.salesperson_2
        self.assertTrue(followup.with_user(self.salesperson).has_access("read"))

    def test_salesperson_works_a_whole_day(self):
        """The usual work needs no more rights than the role gives."""
        env = self.env["customer.dossier"].with_user(self.salesperson).env
        dossier_id, _name = env["customer.dossier"].name_create("丁有限公司")
        dossier = env["customer.dossier"].browse(dossier_id)
        dossier.write({"phone": "13900002002", "kind": "company"})
        lead = env["crm.lead"].create(
            {"name": "Need", "partner_id": dossier.partner_id.id, "priority": "2"}
        )
        self.assertEqual(dossier.intent, "high")
        dossier.activity_ids.action_done()
        dossier.stage_id = self.env.ref("crm.stage_lead2")
        dossier.intent = "medium"
        self.assertEqual(lead.priority, "1")
        self.assert_followups(dossier, 1)

    def test_who_is_reminded_without_a_role_reads_the_reminder(self):
        activity = self.own.activity_ids[:1]
        activity.user_id = self.outsider
        [values] = activity.with_user(self.outsider).read()
        self.assertEqual(values["res_name"], self.own.display_name)

    def test_submission_stays_with_its_customer(self):
        submission = self._register(customer_name="丁", phone="13900002003")
        owner = submission.dossier_id.user_id
        with self.assertRaises(AccessError):
            submission.with_user(owner).dossier_id = self.foreign

    def test_author_does_not_decide_who_sees_a_followup(self):
        followup = self.env["customer.followup"].with_user(self.salesperson)
        followup = followup.create({"dossier_id": self.own.id})
        for vals in (
            {"dossier_user_id": self.salesperson_2.id},
            {"team_id": False},
            {"reminder_id": self.foreign.reminder_ids.id},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                followup.write(vals)
            with self.subTest(vals), self.assertRaises(AccessError):
                followup.create({"dossier_id": self.own.id, **vals})
        with self.assertRaises(ValidationError):
            followup.lead_id = self.foreign.main_lead_id

    def test_figures_of_a_customer_are_not_written_by_hand(self):
        own = self.own.with_user(self.salesperson)
        for vals in (
            {"last_followup_at": "2030-01-01 00:00:00"},
            {"main_lead_id": self.foreign.main_lead_id.id},
            {"opening_key": "x"},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                own.write(vals)
