"""Who may not, reads nothing of a copy: as everybody, over RPC (V1, V4, V6)."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .access_attack_common import AccessAttackCommon

REFUSED = (AccessError, UserError, ValueError, NotImplementedError)
SENSITIVE = "phone"


@tagged("-at_install", "post_install")
class TestAccessCopyAttacks(AccessAttackCommon):
    def assert_refused(self, asked):
        try:
            answer = asked()
        except REFUSED:
            return
        self.fail(f"answered {answer}")

    def test_nobody_else_reads_a_copy(self):
        """V4: neither those who approved nor those who handed it over."""
        request = self._handed_over()
        lines = request.sudo().line_ids
        for user in self.everybody - self.marketing:
            with self.subTest(user.login):
                for read in (
                    lambda user=user: lines.with_user(user).read([SENSITIVE]),
                    lambda user=user: lines.with_user(user).web_read({SENSITIVE: {}}),
                    lambda user=user: lines.with_user(user)[0][SENSITIVE],
                    lambda user=user: self._lines(user).search_read([], [SENSITIVE]),
                    lambda user=user: request.with_user(user).get_copy_rows(),
                    lambda user=user: request.with_user(user).get_copy_head(),
                    lambda user=user: request.with_user(user).action_open_copy(),
                ):
                    self.env.invalidate_all()
                    with self.assertRaises(AccessError):
                        read()

    def test_only_what_was_granted_is_read(self):
        request = self._handed_over(keys=["industry", "phone"])
        lines = self._lines(self.marketing).search([("request_id", "=", request.id)])
        self.assertEqual(len(lines), 4)
        for name in ("customer_name", "email", "dossier_id", "team_id", "address"):
            self.env.invalidate_all()
            with self.subTest(name), self.assertRaises(AccessError):
                lines.read([name])
            with self.subTest(name), self.assertRaises(AccessError):
                lines.web_read({name: {}})
        [values] = lines[0].read()
        self.assertNotIn("dossier_id", values)
        self.assertNotIn("王", str(values))
        self.assertNotIn(self.dossiers[0].number, str(values))
        self.assertNotIn("王", str(lines.name_search("")))
        through = request.web_read({"line_ids": {"fields": {"phone": {}}}})
        self.assertEqual(len(through[0]["line_ids"]), 4)
        with self.assertRaises(AccessError):
            request.web_read({"line_ids": {"fields": {"customer_name": {}}}})

    def test_a_copy_answers_no_questions(self):
        """V4: no searching, sorting, grouping or exporting by what is in it."""
        request = self._handed_over(keys=["customer_name", "phone", "tier"])
        lines = self._lines(self.marketing)
        rows = lines.search([("request_id", "=", request.id)])
        exporter = self.env.ref("base.group_allow_export")
        self.marketing.group_ids += exporter
        questions = (
            lambda name: lines.search([(name, "=", "x")]),
            lambda name: lines.search_count([(name, "ilike", "1390")]),
            lambda name: lines.search([(name, "in", ["1", False])]),
            lambda name: lines.search([], order=name),
            lambda name: lines.formatted_read_group([], [name], ["__count"]),
            lambda name: rows.export_data([name]),
            lambda name: lines.search_read([], [name]),
            lambda name: self.Request.with_user(self.marketing).search(
                [(f"line_ids.{name}", "=", "x")]
            ),
        )
        for number, asked in enumerate(questions):
            for name in ("customer_name", "phone", "tier", "email", "dossier_id"):
                self.env.invalidate_all()
                with self.subTest(name, number=number):
                    self.assert_refused(lambda name=name, asked=asked: asked(name))
        for domain in (
            [("dossier_id.phone", "=", "13900000001")],
            [("request_id.line_ids.dossier_id", "=", self.dossiers[0].id)],
        ):
            with self.subTest(domain):
                self.assert_refused(lambda domain=domain: lines.search(domain))

    def test_rows_are_the_engine_s(self):
        request = self._handed_over()
        lines = request.sudo().line_ids
        foreign = self._create_dossier("李1", tier="ordinary")
        for user in self.everybody:
            mine = self._lines(user)
            with self.subTest(user.login):
                for done in (
                    lambda mine=mine: mine.create(
                        {"request_id": request.id, "dossier_id": foreign.id}
                    ),
                    lambda user=user: lines.with_user(user).write({"is_granted": True}),
                    lambda user=user: lines.with_user(user).unlink(),
                    lambda user=user: lines.with_user(user).copy(),
                    lambda user=user: request.with_user(user).write(
                        {"line_ids": [Command.create({"dossier_id": foreign.id})]}
                    ),
                ):
                    with self.assertRaises(AccessError):
                        done()

    def test_whoever_is_erased_is_gone_from_open_copies(self):
        """V5; those archived and merged, too."""
        request = self._handed_over()
        self.dossiers[0]._erase("Asked for it")
        self.dossiers[1].active = False
        self.env.invalidate_all()
        rows = self._copy(request)
        self.assertEqual({row["phone"] for row in rows}, {"139****0002", "139****0003"})
        self.assertEqual(request.get_copy_rows()["total"], 2)
        lines = request.sudo().line_ids
        gone = lines.filtered(lambda line: line.dossier_id == self.dossiers[0])
        gone = gone.with_user(self.marketing)
        with self.assertRaises(AccessError):
            gone.read(["phone"])

    def test_a_corrected_phone_is_the_corrected_one(self):
        request = self._handed_over()
        self.dossiers[0].phone = "13911119999"
        self.env.invalidate_all()
        self.assertIn("139****9999", [row["phone"] for row in self._copy(request)])

    def test_the_company_is_left_behind(self):
        """Who works in the company no more, reads no more of it."""
        request = self._handed_over()
        self.marketing.write(
            {
                "company_id": self.company_2.id,
                "company_ids": [Command.set(self.company_2.ids)],
            }
        )
        self.env.invalidate_all()
        lines = self._lines(self.marketing).with_context(
            allowed_company_ids=self.company_2.ids
        )
        self.assertFalse(lines.search([]))
        with self.assertRaises(AccessError):
            request.get_copy_rows()
