"""What a program sends that no screen would: contexts, links and dialogs (S3, S7, S8)."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .access_samples import AccessSamples
from .scan import find_in_database

ID_CARD = "11010519491231002X"
OTHER_PHONE = "13900009876"
ENGINE_KEYS = (
    *("customer_settling", "customer_merging", "customer_noted", "customer_as_kept"),
    *("customer_as_said", "customer_main_masks", "customer_handover_by_run"),
)


@tagged("-at_install", "post_install")
class TestRpcAttacks(AccessSamples):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.forged = dict.fromkeys(ENGINE_KEYS, True)
        cls.own = cls.dossier.with_user(cls.salesperson).with_context(**cls.forged)

    def _assert_sealed(self, *texts):
        self.assertEqual(find_in_database(self.env, texts), set())

    # ------------------------------------------------------------
    # The context of the engine
    # ------------------------------------------------------------

    def test_a_contact_is_settled_whatever_the_context_says(self):
        """V1: no phone of a customer in clear."""
        partner = self.own.partner_id
        partner.write({"phone": OTHER_PHONE})
        self._assert_sealed(OTHER_PHONE)

    def test_an_opportunity_is_settled_whatever_the_context_says(self):
        lead = self.lead.with_user(self.salesperson).with_context(**self.forged)
        lead.write({"phone": OTHER_PHONE})
        self._assert_sealed(OTHER_PHONE)

    def test_what_is_typed_is_checked_whatever_the_context_says(self):
        """D2: the number of an ID card is never kept."""
        with self.assertRaises(UserError):
            self.own.write({"phone": "12"})
        self.own.write({"id_card": ID_CARD})
        kept = self.dossier._open_values(["id_card"])[self.dossier.id]
        self.assertNotIn(ID_CARD[:10], str(kept))

    def test_sources_are_noted_whatever_the_context_says(self):
        """S8."""
        self.own.write({"remarks": "Likes tea"})
        [fact] = self.dossier.fact_ids.filtered(lambda fact: fact.name == "remarks")
        self.assertEqual(fact.user_id, self.salesperson)

    def test_a_budget_is_an_amount_whatever_the_context_says(self):
        lead = self.lead.with_user(self.salesperson).with_context(**self.forged)
        with self.assertRaises(UserError):
            lead.write({"budget": "enough"})

    # ------------------------------------------------------------
    # The second person
    # ------------------------------------------------------------

    def _assert_waits(self, lead):
        self.env.invalidate_all()
        requests = self.env["customer.change.request"].search(
            [("res_model", "=", "crm.lead"), ("res_id", "=", lead.id)]
        )
        self.assertEqual(requests.mapped("state"), ["waiting"])
        self.assertFalse(lead.sudo().expected_revenue)

    def test_an_opportunity_brings_no_large_budget_along(self):
        """S7: neither linked afterwards nor in the same breath."""
        Lead = self.env["crm.lead"].with_user(self.salesperson)
        lead = Lead.create({"name": "x", "expected_revenue": 9000000})
        self.assertEqual(lead.expected_revenue, 9000000)
        lead.partner_id = self.dossier.partner_id
        self._assert_waits(lead)
        lead = Lead.create({"name": "y"})
        lead.write(
            {"expected_revenue": 9000000, "partner_id": self.dossier.partner_id.id}
        )
        self._assert_waits(lead)

    def test_a_customer_takes_no_large_budget_over(self):
        """S7: nor is the customer made around the opportunity."""
        partner = self.env["res.partner"].create({"name": "周八"})
        Lead = self.env["crm.lead"].with_user(self.salesperson)
        lead = Lead.create({"name": "x", "partner_id": partner.id, "budget": "8m-9m"})
        Dossier = self.env["customer.dossier"].with_user(self.salesperson)
        dossier = Dossier.create({"partner_id": partner.id})
        self.assertEqual(lead.dossier_id, dossier)
        self._assert_waits(lead)
        self.assertFalse(lead.sudo().budget)
        waiting = self.env["customer.change.request"].search(
            [("res_id", "=", lead.id), ("res_model", "=", "crm.lead")]
        )
        waiting.with_user(self.supervisor).action_approve()
        self.assertEqual(lead._open_values(["budget"])[lead.id]["budget"], "8m-9m")

    def test_merged_opportunities_bring_no_large_budget(self):
        Lead = self.env["crm.lead"].with_user(self.salesperson)
        both = Lead.create({"name": "x", "expected_revenue": 9000000})
        merged = (both | self.lead.with_user(self.salesperson)).merge_opportunity()
        self._assert_waits(merged)

    def test_nobody_decides_on_his_own(self):
        waiting = self.samples["customer.change.request"][0]
        for role in ("owner", "colleague", "leader 2", "viewer", "officer", "creator"):
            mine = waiting.with_user(self.people[role])
            for step in (mine.action_approve, mine.action_refuse):
                with self.subTest(role), self.assertRaises(AccessError):
                    step()
            with self.subTest(role), self.assertRaises(AccessError):
                mine.refuse("No")

    # ------------------------------------------------------------
    # Dialogs
    # ------------------------------------------------------------

    def test_dialogs_keep_no_phone(self):
        """V1: their records are in a dump until Odoo clears them away."""
        said = f"{OTHER_PHONE}; 13900002001; a.b@example.org"
        request = self.samples["customer.access.request"][0]
        followup = self.samples["customer.followup"][0]
        for model, role, vals in (
            (
                "customer.followup.review",
                "leader",
                {"followup_ids": [Command.set(followup.ids)], "remark": said},
            ),
            ("customer.handover.wizard", "leader", {"reason": said}),
            (
                "customer.handover.wizard",
                "leader",
                {"source": "filter", "domain": f"[('phone', '=', '{OTHER_PHONE}')]"},
            ),
            (
                "customer.handover.wizard",
                "leader",
                {"source": "filter", "domain": f"[('phone', '=', '{OTHER_PHONE}'"},
            ),
            (
                "customer.access.close",
                "employee",
                {"request_id": request.id, "reason": said},
            ),
            (
                "customer.access.decide",
                "leader",
                {"request_id": request.id, "remark": said},
            ),
            ("customer.status.trial", "manager", {"text": said}),
        ):
            with self.subTest(model, vals=vals):
                dialog = self.env[model].with_user(self.people[role]).create(vals)
                dialog.write(vals)
                self._assert_sealed(OTHER_PHONE, "13900002001", "a.b@example.org")

    def test_the_name_of_the_customer_is_in_no_dialog(self):
        name = "欧阳凤鸣"
        self.dossier.name = name
        dialog = self.env["customer.followup.review"].with_user(self.supervisor)
        followup = self.samples["customer.followup"][0]
        dialog = dialog.create(
            {"followup_ids": [Command.set(followup.ids)], "remark": f"Call {name}"}
        )
        self._assert_sealed(name)
        dialog.action_review()
        self._assert_sealed(name)
        both = (self.dossier + self.other).with_user(self.supervisor)
        dialog = self.env["customer.merge.wizard"].with_user(self.supervisor)
        dialog = dialog.browse(both.action_merge()["res_id"])
        dialog.reason = f"{name} again"
        self._assert_sealed(name)

    def test_a_filter_that_tells_a_phone_finds_the_same(self):
        by_leader = self.env["customer.handover.wizard"].with_user(self.supervisor)
        wizard = by_leader.create(
            {"source": "filter", "domain": "[('phone', '=', '13900002001')]"}
        )
        wizard.to_user_id = self.salesperson_2
        wizard.action_confirm()
        self.assertEqual(self.dossier.user_id, self.salesperson_2)
        self.assertEqual(self.other.user_id, self.salesperson)

    # ------------------------------------------------------------
    # Customers of others
    # ------------------------------------------------------------

    def test_what_is_public_asks_who_calls(self):
        """S3: every public method that answers something, for a foreign customer."""
        foreign = self._create_dossier("周八", user_id=self.salesperson_2.id)
        mine, env = foreign.with_user(self.salesperson), self.env(user=self.salesperson)
        asks = (
            mine.timeline,
            mine.documents,
            mine.copy,
            mine.action_hand_over,
            mine.action_reviewed,
            mine.action_log_followup,
            lambda: mine.get_value_history("phone"),
            lambda: mine.reveal("phone", "x"),
            lambda: mine.message_post(body="x"),
            lambda: mine.write({"remarks": "x"}),
            lambda: env["customer.network"].graph([f"d{foreign.id}"]),
            lambda: self._made_for(env, foreign, "customer.followup", summary="x"),
            lambda: self._made_for(env, foreign, "customer.milestone", note="x"),
            lambda: self._made_for(env, foreign, "customer.contact", name="x"),
            lambda: self._made_for(env, foreign, "customer.purchase", product="x"),
            self.samples["customer.merge"][0].with_user(self.salesperson_2).action_undo,
        )
        for number, ask in enumerate(asks):
            self.env.invalidate_all()
            with self.subTest(number), self.assertRaises(AccessError):
                ask()

    def _made_for(self, env, dossier, model, **vals):
        return env[model].create({"dossier_id": dossier.id, **vals})

    def test_a_relation_does_not_tell_who_the_other_is(self):
        """S3: as in the picture, not even the number."""
        relation = self.samples["customer.relation"][0]
        other = relation.to_dossier_id
        other.user_id = self.salesperson_2
        self.env.invalidate_all()
        mine = relation.with_user(self.salesperson)
        names = {"fields": {"display_name": {}}}
        for said in (
            mine.read(),
            mine.search_read([("id", "=", mine.id)]),
            mine.web_read({"to_dossier_id": names, "to_customer_id": names}),
        ):
            self.env.invalidate_all()
            self.assertNotIn(other.number, str(said))
            self.assertFalse(said[0]["to_dossier_id"])
        for ends in ("to_dossier_id", "to_customer_id"):
            with self.assertRaises(AccessError):
                mine.formatted_read_group([], [ends], ["__count"])
        [values] = mine.with_user(self.manager).read(["to_dossier_id"])
        self.assertEqual(values["to_dossier_id"][0], other.id)

    def test_nothing_is_taken_through_the_lists_of_a_customer(self):
        """S3: x2many commands on his own customer reach nobody else's."""
        foreign = self._create_dossier("周八", user_id=self.salesperson_2.id)
        persons, notes = self.env["customer.contact"], self.env["customer.followup"]
        theirs = {
            "contact_ids": persons.create({"dossier_id": foreign.id, "name": "吴九"}),
            "followup_ids": notes.create({"dossier_id": foreign.id, "summary": "x"}),
            "merged_ids": foreign,
        }
        own = self.dossier.with_user(self.salesperson)
        for name, record in theirs.items():
            for command in (Command.link, Command.delete):
                with self.subTest(name), self.assertRaises(AccessError):
                    own.write({name: [command(record.id)]})
                    self.env.flush_all()
        for name in ("fact_ids", "handover_line_ids"):
            with self.subTest(name), self.assertRaises(AccessError):
                own.write({name: [Command.clear()]})
                self.env.flush_all()

    def test_nobody_gives_himself_a_customer_of_others(self):
        """D11: whatever the dialog is told."""
        foreign = self._create_dossier("周八", user_id=self.salesperson_2.id)
        dialogs = self.env["customer.handover.wizard"].with_user(self.salesperson)
        for vals in (
            {"source": "picked", "picked": [[foreign.id, self.salesperson_2.id]]},
            {"source": "owners", "from_user_ids": [self.salesperson_2.id]},
            {"source": "filter", "domain": f"[('id', '=', {foreign.id})]"},
        ):
            wizard = dialogs.create({**vals, "to_user_id": self.salesperson.id})
            with self.subTest(vals["source"]), self.assertRaises(UserError):
                wizard.action_confirm()
        self.assertEqual(foreign.user_id, self.salesperson_2)
