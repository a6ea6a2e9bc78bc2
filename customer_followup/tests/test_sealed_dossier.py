"""The sealed fields of a dossier, by every way in and out (V1, V2)."""

import json
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.customer_forms.models.vault import customer_vault_key as vault_key
from odoo.addons.customer_forms.models.vault.customer_vault_key import VaultLocked

from .common import E164, PHONE
from .sealed_dossier_common import SealedDossierCommon


@tagged("-at_install", "post_install")
class TestSealedDossier(SealedDossierCommon):
    def _read(self, user, *names):
        [values] = self.dossier.with_user(user).read(names)
        return [values[name] for name in names]

    # ------------------------------------------------------------
    # Reading
    # ------------------------------------------------------------

    def test_who_reads_what(self):
        """V1: the owner reads the name, whoever else sees the customer the mask."""
        names = ("name", "customer_name", "phone", "email")
        masks = ["王*", "王*", "139****2001", "w***@example.com"]
        owners = ["王小明", "王小明", "139****2001", "w***@example.com"]
        for user, expected in (
            (self.salesperson, owners),
            (self.supervisor, masks),
            (self.manager, masks),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(self._read(user, *names), expected)
                page = self.Dossier.with_user(user).web_search_read(
                    [("id", "=", self.dossier.id)], {name: {} for name in names}
                )
                [values] = page["records"]
                self.assertEqual([values[name] for name in names], expected)
        self.assertEqual([self.dossier[name] for name in names], masks)

    def test_the_policy_decides(self):
        self._set_policy("phone", owner="full", supervisor="full")
        for user in (self.salesperson, self.supervisor):
            self.assertEqual(self._read(user, "phone"), [E164])
        self._set_policy("phone", supervisor="masked")
        self.assertEqual(self._read(self.supervisor, "phone"), ["139****2001"])

    def test_a_colleague_reads_nothing(self):
        with self.assertRaises(AccessError):
            self._read(self.salesperson_2, "phone")

    def test_without_the_keyring_lists_show_masks_and_nothing_is_kept(self):
        """V2: a clear error on what needs the value; the rest goes on working."""
        locked = patch.object(vault_key, "load_keyring", lambda: None)
        masks = ["王*", "139****2001"]
        with locked, self.assertLogs("odoo.addons.customer_forms", "WARNING"):
            self.assertEqual(self._read(self.salesperson, "name", "phone"), masks)
            mine = self.dossier.with_user(self.salesperson)
            for ask in (
                lambda: mine.reveal("phone", "Call the customer"),
                lambda: mine.write({"phone": "13911112222"}),
                lambda: mine.search([("phone", "=", PHONE)]),
            ):
                with self.assertRaises(VaultLocked), self.env.cr.savepoint():
                    ask()
            mine.remarks = "Called"
        self.env.invalidate_all()
        self.assertEqual(
            self._read(self.salesperson, "name", "phone"), ["王小明", "139****2001"]
        )
        self.assertEqual(self.dossier._open_values()[self.dossier.id]["phone"], E164)

    def test_masked_wherever_it_leaves(self):
        """V3: not even the owner, who reads the name in full, takes it along."""
        self.dossier.user_id = self.manager
        owned = self.dossier.with_user(self.manager)
        self.assertEqual(owned.read(["name"])[0]["name"], "王小明")
        self.assertEqual(
            owned.export_data(["name", "customer_name", "phone"])["datas"],
            [["王*", "王*", "139****2001"]],
        )
        grouped = owned.formatted_read_group(
            [("id", "=", self.dossier.id)], ["name"], ["__count"]
        )
        self.assertEqual(grouped[0]["name"], "王*")
        unfolded = owned.search(grouped[0]["__extra_domain"])
        self.assertIn(owned, unfolded, "a group opens")
        self.assertEqual(owned.display_name, f"{self.dossier.number} 王*")

    def test_a_new_value_with_the_same_mask_is_read_at_once(self):
        owned = self.dossier.with_user(self.salesperson)
        self.assertEqual(owned.read(["name"])[0]["name"], "王小明")
        saved = owned.web_save({"name": "王小红"}, {"name": {}, "customer_name": {}})
        self.assertEqual(saved[0]["name"], "王小红")
        self.assertEqual(saved[0]["customer_name"], "王小红")

    def test_one_and_eighty_take_the_same_queries(self):
        self._set_policy("phone", owner="full")
        dossiers = self.Dossier.create(
            [
                {
                    "name": f"王{n}",
                    "phone": f"1390001{n:04d}",
                    "user_id": self.salesperson.id,
                    "team_id": self.team.id,
                }
                for n in range(80)
            ]
        )

        def count(records):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            values = records.with_user(self.salesperson).read(
                ["name", "customer_name", "phone"]
            )
            self.assertEqual(values[0]["phone"], "+8613900010000")
            return self.env.cr.sql_log_count - before

        count(dossiers)
        self.assertEqual(count(dossiers[:1]), count(dossiers))

    # ------------------------------------------------------------
    # Writing
    # ------------------------------------------------------------

    def test_what_shows_a_mask_saves_no_mask(self):
        for user in (self.salesperson, self.supervisor):
            masked = self.dossier.with_user(user)
            [shown] = masked.web_read({"name": {}, "phone": {}, "email": {}})
            del shown["id"]
            masked.web_save({**shown, "tier": "vip"}, {})
            with Form(masked) as form:
                form.remarks = "Called"
        self.assert_opened(
            self.dossier, name="王小明", phone=E164, email="wang@example.com"
        )

    def test_a_foreign_mask_is_refused(self):
        for values in (
            {"phone": "138****0000"},
            {"name": "李*"},
            {"email": "x***@y.cn"},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.dossier.write(values)
            with self.subTest(values), self.assertRaises(ValidationError):
                self.Dossier.create({"name": "李雷", **values})

    def test_defaults_are_sealed(self):
        Dossier = self.Dossier.with_context(
            default_name="李雷", default_phone="13900002077", default_user_id=False
        )
        dossier = Dossier.create({})
        self.assert_opened(dossier, name="李雷", phone="13900002077")
        self.assertEqual(
            Dossier.default_get(["phone"])["phone"], "13900002077", "the form shows it"
        )

    def test_onchange_neither_reveals_nor_loses(self):
        supervised = self.dossier.with_user(self.supervisor)
        spec = {"name": {}, "phone": {}, "customer_name": {}, "team_id": {}}
        result = supervised.onchange(
            {"user_id": self.salesperson_2.id}, ["user_id"], {**spec, "user_id": {}}
        )
        self.assertNotIn("王小明", json.dumps(result, default=str))
        new = self.Dossier.with_user(self.salesperson)
        result = new.onchange({"name": "李雷", "kind": "individual"}, ["name"], spec)
        self.assertNotIn("李雷", json.dumps(result, default=str))

    def test_a_copy_has_the_values(self):
        copied = self.dossier.copy()
        self.assert_opened(copied, name="王小明", phone=E164, email="wang@example.com")
        self.assertNotEqual(copied.partner_id, self.dossier.partner_id)
        company = self._create_dossier("甲有限公司", kind="company")
        self.assertEqual(company.copy().partner_id.name, "甲有限公司")

    def test_a_copy_for_somebody_else_has_what_the_copier_sees(self):
        copied = self.dossier.with_user(self.supervisor).copy(
            {"user_id": self.supervisor.id}
        )
        self.assertEqual(copied._open_values()[copied.id], {})

    def test_import(self):
        """X1"""
        result = self.Dossier.with_user(self.salesperson).load(
            ["id", "name", "kind", "phone"],
            [
                ["__test__.imported", "李雷", "individual", "13900002088"],
                ["__test__.firm", "乙有限公司", "company", "13900002089"],
            ],
        )
        self.assertFalse(result["messages"])
        person, firm = self.Dossier.browse(result["ids"])
        self.assert_opened(person, name="李雷", phone="+8613900002088")
        self.assertEqual(person.partner_id.name, f"{person.number} 李*")
        self.assertEqual(firm.partner_id.name, "乙有限公司")
        self.assertFalse(firm.name)
        # What was exported masked comes back without doing harm.
        again = self.Dossier.with_user(self.salesperson).load(
            ["id", "name", "phone", "tier"],
            [["__test__.imported", "李*", "139****2088", "vip"]],
        )
        self.assertFalse(again["messages"])
        self.assert_opened(person, name="李雷", phone="+8613900002088")

    def test_a_deleted_customer_leaves_nothing_in_the_vault(self):
        vault = self.env["customer.vault.value"]
        domain = [
            ("res_model", "=", "customer.dossier"),
            ("res_id", "=", self.dossier.id),
        ]
        self.assertTrue(vault.search(domain))
        self.dossier.unlink()
        self.assertFalse(vault.search(domain))

    # ------------------------------------------------------------
    # Follow-ups
    # ------------------------------------------------------------

    def test_participants_are_sealed(self):
        self.dossier.contact_name = "周建国"
        action = self.dossier.with_user(self.salesperson).action_log_followup()
        self.assertEqual(action["context"]["default_customer_participants"], "周建国")
        action = self.dossier.with_user(self.supervisor).action_log_followup()
        self.assertFalse(action["context"]["default_customer_participants"])
        followup = self.env["customer.followup"].create(
            {
                "dossier_id": self.dossier.id,
                "customer_participants": "周建国",
                "participant_ids": [Command.clear()],
            }
        )
        self.assertEqual(followup.customer_participants, "周*")
        for user, expected in ((self.salesperson, "周建国"), (self.supervisor, "周*")):
            [values] = followup.with_user(user).read(["customer_participants"])
            self.assertEqual(values["customer_participants"], expected)

    # ------------------------------------------------------------
    # Breaking in
    # ------------------------------------------------------------

    def test_who_makes_a_person_an_organisation_has_asked_for_the_name(self):
        """V1: the contact of an organisation has its name in clear, for every employee."""
        clerk = self._create_user("cf_clerk", "user")
        clerk.group_ids += self.env.ref("base.group_partner_manager")
        partner = self.dossier.partner_id
        with self.assertRaises(AccessError):
            partner.with_user(clerk).is_company = True
        self._set_policy("name", supervisor="masked", staff="masked")
        self.supervisor.group_ids += self.env.ref("base.group_partner_manager")
        for write in (
            lambda: self.dossier.with_user(self.supervisor).write({"kind": "company"}),
            lambda: partner.with_user(self.supervisor).write({"is_company": True}),
        ):
            with self.assertRaises(AccessError):
                write()
        self.assertNotIn("小明", partner.name)
        self._set_policy("name", supervisor="reveal")
        self.dossier.with_user(self.supervisor).write({"kind": "company"})
        self.assertEqual(partner.name, "王小明")
        event = self.env["customer.audit.event"].search([("kind", "=", "reveal")])
        self.assertEqual(event.user_id, self.supervisor)

    def test_who_merges_a_person_into_an_organisation_has_asked_for_the_name(self):
        """V1"""
        clerk = self._create_user("cf_clerk", "user")
        clerk.group_ids += self.env.ref("base.group_partner_manager")
        company = self.env["res.partner"].create({"name": "Any", "is_company": True})
        merge = self.env["base.partner.merge.automatic.wizard"].with_user(clerk)
        wizard = merge.create(
            {
                "state": "selection",
                "dst_partner_id": company.id,
                "partner_ids": [Command.set((company + self.dossier.partner_id).ids)],
            }
        )
        with self.assertRaises(AccessError):
            wizard.action_merge()
        self.assertEqual(company.name, "Any")
