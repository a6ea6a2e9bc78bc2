"""Another department asks, managers approve, a data administrator hands over (V4)."""

from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .access_common import AccessCommon


@tagged("-at_install", "post_install")
class TestAccessRequest(AccessCommon):
    # ------------------------------------------------------------
    # The way of a request
    # ------------------------------------------------------------

    def test_a_marketing_colleague_gets_a_masked_copy(self):
        """V4, V1"""
        request = self._submitted()
        self.assertEqual(request.state, "requested")
        self.assertEqual(request.activity_ids.sudo().user_id, self.supervisor)
        request.with_user(self.supervisor)._decide(True, "Not for calls")
        self.assertEqual(request.state, "approved")
        self.assertIn(self.officer, request.sudo().activity_ids.user_id)
        request.with_user(self.officer).action_hand_over()
        self.assertEqual(request.state, "handed_over")
        self.assertEqual(request.sudo().activity_ids.user_id, self.marketing)
        rows = self._copy(request)
        self.assertEqual(len(rows), 4)
        self.assertEqual({row["customer_name"] for row in rows}, {"王*"})
        self.assertEqual(
            {row["phone"] for row in rows},
            {f"139****000{number}" for number in range(4)},
        )
        self.assertEqual(
            self._grants(request), ["requested", "approved", "handed_over", "opened"]
        )

    def test_each_department_decides_about_its_customers(self):
        """V4: what one refuses is left out; the last decision settles it."""
        self.dossiers[3].write({"user_id": False, "team_id": self.team_2.id})
        request = self._submitted()
        self.assertEqual(
            request.activity_ids.sudo().user_id, self.supervisor + self.leader_2
        )
        request.with_user(self.leader_2)._decide(False, "They asked to be left alone")
        self.assertEqual(request.state, "requested")
        request.with_user(self.supervisor)._decide(True)
        self.assertEqual(request.state, "approved")
        self.assertEqual(request.shown_count, 3)
        request.with_user(self.officer).action_hand_over()
        self.assertEqual(len(self._copy(request)), 3)

    def test_refused_by_all_it_ends(self):
        request = self._submitted()
        request.with_user(self.supervisor)._decide(False, "No")
        self.assertEqual(request.state, "refused")
        self.assertEqual(request.sudo().activity_ids.user_id, self.marketing)

    def test_customers_of_no_department_are_for_administrators(self):
        self.dossiers.write({"user_id": False, "team_id": False})
        request = self._submitted()
        self.assertIn(self.manager, request.activity_ids.sudo().user_id)
        self.assertNotIn(self.supervisor, request.activity_ids.sudo().user_id)
        with self.assertRaises(AccessError):
            request.with_user(self.supervisor)._decide(True)
        request.with_user(self.manager)._decide(True)
        self.assertEqual(request.state, "approved")

    def test_who_decides_may_give_less(self):
        """V4: fewer fields, customers and days, no file; never more."""
        request = self._submitted(form="xlsx")
        with Form(
            self.env["customer.access.decide"]
            .with_user(self.supervisor)
            .with_context(default_request_id=request.id)
        ) as dialog:
            self.assertIn("asks for 4 customers", dialog.question)
            self.assertEqual(dialog.until, request.ends_on)
            dialog.limit = 3
            dialog.left_out_ids.add(self.dossiers[0])
            dialog.is_view_only = True
            dialog.until = self.today + timedelta(days=2)
            dialog.field_ids.remove(
                request.field_ids.filtered(lambda each: each.key == "phone").id
            )
        dialog.record.action_approve()
        self.assertEqual(request.granted_form, "view")
        self.assertEqual(request.granted_until, self.today + timedelta(days=2))
        self.assertEqual(
            request.granted_field_ids.mapped("key"), ["customer_name", "industry"]
        )
        granted = request.sudo()._granted_customers()
        self.assertEqual(granted, self.dossiers[1:])
        self.assertEqual(len(request.field_ids), 3, "what was asked for stays")

    def test_nobody_gives_more_than_was_asked_for(self):
        request = self._submitted()
        everything = self.env["customer.access.field"].search([])
        by_leader = request.with_user(self.supervisor)
        for narrowing in (
            {"form": "xlsx"},
            {"until": self.today + timedelta(days=20)},
            {"fields": everything.browse()},
        ):
            with self.subTest(narrowing), self.assertRaises(UserError):
                by_leader._decide(True, narrowing=narrowing)
        by_leader._decide(True, narrowing={"fields": everything, "limit": 999})
        self.assertEqual(request.granted_field_ids, request.field_ids)
        self.assertEqual(request.shown_count, 4)

    # ------------------------------------------------------------
    # Whom it is about
    # ------------------------------------------------------------

    def test_criteria_find_the_customers(self):
        industry = self.env["res.partner.industry"].create({"name": "Airships"})
        state = self.env.ref("base.state_cn_ZJ", raise_if_not_found=False)
        state = state or self.env["res.country.state"].search([], limit=1)
        partner = self.dossiers[1].partner_id
        partner.write({"industry_id": industry.id, "state_id": state.id})
        partner.city = "Hangzhou"
        self._create_lead(self.dossiers[1], "high")
        lead = self.dossiers[1].main_lead_id
        source = self.env["utm.source"].create({"name": "Fair in autumn"})
        self.dossiers[1].source_id = source
        for vals in (
            {"industry_ids": industry.ids},
            {"state_ids": state.ids},
            {"city": "hangz"},
            {"intent": "high"},
            {"stage_ids": lead.stage_id.ids},
            {"source_ids": source.ids},
        ):
            with self.subTest(vals):
                request = self._submitted(**vals)
                self.assertEqual(request.sudo()._granted_customers(), self.dossiers[1])
        request = self._submitted(department_ids=self.team.ids, customer_limit=2)
        self.assertEqual(request.sudo()._granted_customers(), self.dossiers[2:])

    def test_no_customer_fits(self):
        """The request ends and is in the log: asking is no way to find out unnoticed."""
        request = self._submitted(city="Atlantis")
        self.assertEqual(request.state, "refused")
        self.assertEqual(self._grants(request), ["requested", "refused"])

    def test_customers_chosen_in_the_list(self):
        """By who sees them; a copy to take along is a request, too."""
        own = self.dossiers[:2].with_user(self.salesperson)
        action = own.action_ask_for_copy()
        request = self.Request.with_user(self.salesperson).browse(action["res_id"])
        self.assertEqual(request.shown_count, 2)
        offered = self.env["customer.access.field"].search([("key", "=", "tier")])
        request.field_ids = offered
        with self.assertRaisesRegex(UserError, "what you need the data for"):
            request.action_submit()
        request.purpose = "Fair"
        request.action_submit()
        self.assertEqual(request.sudo()._granted_customers(), self.dossiers[:2])
        with self.assertRaises(AccessError):
            self.dossiers.with_user(self.marketing).action_ask_for_copy()
        with self.assertRaises(AccessError):
            self.dossiers.with_user(self.salesperson_2).action_ask_for_copy()

    def test_the_requester_is_not_told_how_many_there_are(self):
        request = self._submitted()
        self.env.invalidate_all()
        self.assertEqual(request.shown_count, 0)
        self.assertFalse(request.approval_ids)
        self.env.invalidate_all()
        self.assertEqual(request.with_user(self.supervisor).shown_count, 4)
        self.assertEqual(request.with_user(self.supervisor).team_count, 1)
        with self.assertRaises(AccessError):
            request.read(["customer_count"])
        request.with_user(self.supervisor)._decide(True)
        self.assertEqual(request.shown_count, 4)
        self.assertEqual(request.approval_ids.customer_count, 4)

    # ------------------------------------------------------------
    # What is asked
    # ------------------------------------------------------------

    def test_what_is_missing_is_said(self):
        for vals, said in (
            ({"field_ids": False}, "field"),
            ({"ends_on": self.today + timedelta(days=31)}, "last day"),
            ({"ends_on": self.today - timedelta(days=1)}, "last day"),
            ({"customer_limit": 1001}, "at most"),
        ):
            with self.subTest(vals), self.assertRaisesRegex(UserError, said):
                self._submitted(**vals)

    def test_words_carry_masks(self):
        """V1: numbers by their look, names of the customers that are meant."""
        request = self._submitted(
            purpose="Call 13912345678, then 王3", wanted="as wang.x@example.org"
        )
        self.assertEqual(request.purpose, "Call 139****5678, then 王*")
        self.assertEqual(request.wanted, "as w***@example.org")
        request.with_user(self.supervisor)._decide(True, "ask 13912345678")
        self.assertEqual(request.approval_ids.remark, "ask 139****5678")

    def test_nobody_could_decide(self):
        """The only manager asks himself, and there is no administrator."""
        request = self._create_request(self.supervisor)
        nobody = self.env["res.users"]
        self.patch(type(request), "_members", lambda self, group: nobody)
        with self.assertRaisesRegex(UserError, "no manager"):
            request.action_submit()

    # ------------------------------------------------------------
    # The end
    # ------------------------------------------------------------

    def test_the_copy_closes_by_itself(self):
        """V4: announced the day before, closed by the cron job."""
        request = self._handed_over(ends_on=self.today + timedelta(days=3))
        with freeze_time(request.ends_at - timedelta(hours=20)):
            self.Request._cron_close()
            self.assertEqual(request.state, "handed_over")
            self.assertIn("tomorrow", request.sudo().activity_ids.summary)
            self.Request._cron_close()
            self.assertEqual(len(request.sudo().activity_ids), 1)
        with freeze_time(request.ends_at + timedelta(minutes=1)):
            self.Request._cron_close()
        self.assertEqual(request.state, "expired")
        self.assertFalse(request.sudo().activity_ids)
        self.assertEqual(self._grants(request)[-1], "expired")

    def test_a_copy_past_its_end_opens_to_nobody_without_cron(self):
        """V4: the clock decides, not the cron job."""
        request = self._handed_over(form="xlsx")
        lines = self.env["customer.access.line"].with_user(self.marketing)
        ids = lines.search([("request_id", "=", request.id)]).ids
        self.env.invalidate_all()
        with freeze_time(request.ends_at):
            self.assertFalse(lines.search([]))
            with self.assertRaises(AccessError):
                lines.browse(ids).read(["phone"])
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                lines.browse(ids[0]).phone  # noqa: B018
            for refused in (
                request.action_open_copy,
                request.get_copy_head,
                request.get_copy_rows,
                lambda: request._download("xlsx"),
            ):
                with self.assertRaises(AccessError):
                    refused()
            self.assertFalse(request.may_open)

    def test_the_last_day_is_the_company_s(self):
        """Until midnight in Shanghai, which is 16:00 UTC."""
        request = self._create_request(ends_on="2030-05-01")
        self.assertEqual(str(request.ends_at), "2030-05-01 16:00:00")

    def test_closed_at_once(self):
        """V4: by who approved, by data administrators, by the requester."""
        for user in (self.supervisor, self.officer, self.marketing):
            request = self._handed_over()
            self.assertTrue(self._copy(request))
            dialog = self.env["customer.access.close"].with_user(user)
            dialog.create({"request_id": request.id, "reason": "Over"}).action_close()
            self.assertEqual(request.state, "revoked")
            self.assertFalse(self._copy(request))
            self.assertEqual(request.close_reason, "Over")
            self.assertEqual(self._grants(request)[-1], "revoked")

    def test_withdrawn_before_it_is_handed_over(self):
        request = self._submitted()
        request._close("Not needed any more")
        self.assertEqual(request.state, "withdrawn")
        self.assertFalse(request.sudo().activity_ids)

    def test_longer_is_a_new_decision(self):
        """V4"""
        request = self._handed_over()
        self._create_dossier("王5", tier="vip")
        longer = self.Request.with_user(self.marketing).browse(
            request.action_extend()["res_id"]
        )
        self.assertEqual(longer.state, "draft")
        self.assertEqual(longer.former_id, request)
        self.assertEqual(longer.purpose, request.purpose)
        longer.action_submit()
        self.assertEqual(longer.state, "requested")
        self.assertEqual(longer.sudo()._granted_customers(), self.dossiers)
