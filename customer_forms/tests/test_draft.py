"""Unfinished entries: kept sealed, found, gone on with, ended (P5)."""

import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from ..exceptions import DraftRefused
from ..models.submission.submission_request import FilledForm
from ..models.vault import vault_keyring
from .draft_common import EMAIL, NAME, PHONE, DraftCommon

ANSWERS = {"who": NAME, "phone": PHONE, "mail": EMAIL, "wants": ["a"]}


@tagged("-at_install", "post_install")
class TestDraft(DraftCommon):
    def _texts_of_database(self):
        """Every text the tables of unfinished entries and the vault have."""
        self.env.flush_all()
        found = []
        for table in ("customer_form_draft", "customer_vault_value", "ir_attachment"):
            rows = SQL("SELECT t::text FROM %s t", SQL.identifier(table))
            found += [row for (row,) in self.env.execute_query(rows)]
        return "\n".join(found)

    # ------------------------------------------------------------
    # Keeping
    # ------------------------------------------------------------

    def test_what_was_typed_is_kept_as_it_was_typed(self):
        draft = self._keep({**ANSWERS, "phone": "138", "unknown": "x"})
        self.assertEqual(
            draft._open_document(), {**ANSWERS, "phone": "138"}, "not yet right"
        )
        self.assertEqual((draft.answered_count, draft.asked_count), (4, 6))
        self.assertEqual(draft.progress, 67)
        self.assertFalse(draft.phone, "no number yet to call")
        self.assertEqual(draft.team_id, self.team)

    def test_nothing_is_in_clear(self):
        self._keep({**ANSWERS, "card": "11010519491231002X"})
        told = self._texts_of_database()
        for secret in (NAME, PHONE, EMAIL, "13812345678", "二麻", "11010519491231002X"):
            self.assertNotIn(secret, told)

    def test_number_of_an_identity_card_is_not_kept_at_all(self):
        draft = self._keep({"who": NAME, "card": "11010519491231002X"})
        self.assertEqual(draft._open_document(), {"who": NAME})

    def test_masks_tell_whom_to_call(self):
        draft = self._keep(ANSWERS)
        self.assertEqual(draft.person_name, "王*")
        self.assertEqual(draft.phone, "138****5678")
        self.assertEqual(draft.email, "w***@example.org")

    def test_the_same_save_again_changes_nothing(self):
        opening = self._opening()
        first = self._keep(ANSWERS, opening, writer="w", sequence=2)
        again = self._keep(ANSWERS, opening, writer="w", sequence=2)
        late = self._keep({"who": "late"}, opening, writer="w", sequence=1)
        self.assertEqual(first, again + late)
        self.assertEqual(first._open_document(), ANSWERS)
        self._keep({"who": "other device"}, opening, writer="x", sequence=1)
        self.assertEqual(first._open_document(), {"who": "other device"})

    def test_what_was_taken_back_is_not_found_any_more(self):
        opening = self._opening()
        draft = self._keep(ANSWERS, opening)
        self._keep({"wants": ["b"]}, opening, writer="x")
        self.assertFalse(draft.person_name or draft.phone or draft.email)
        self.assertFalse(self.drafts.search([("phone", "=", "13812345678")]))
        vault = self.env["customer.vault.value"]
        names = vault.search(
            [("res_model", "=", draft._name), ("res_id", "=", draft.id)]
        )
        self.assertEqual(names.mapped("name"), ["document"])

    def test_what_is_not_kept(self):
        opening = self._opening()
        with self.assertRaises(DraftRefused) as refused:
            self._keep({"who": ""}, opening)
        self.assertEqual(refused.exception.reason, "empty")
        with self.assertRaises(DraftRefused) as refused:
            self._keep({"who": "x" * 70_000}, opening)
        self.assertEqual(refused.exception.reason, "large")
        self.form.has_drafts = False
        with self.assertRaises(DraftRefused) as refused:
            self._keep(ANSWERS, opening)
        self.assertEqual(refused.exception.reason, "off")

    def test_nothing_before_consent_unless_it_is_wanted(self):
        form = self._publish(
            self._create_form(
                [
                    {"key": "who"},
                    {"key": "agree", "type": "consent", "is_required": True},
                ]
            )
        )
        opening = self._opening()
        with self.assertRaises(DraftRefused) as refused:
            self._keep({"who": NAME}, opening, form)
        self.assertEqual(refused.exception.reason, "consent")
        self.assertTrue(self._keep({"who": NAME}, opening, form, is_wanted=True))
        self.assertTrue(self._keep({"who": NAME, "agree": "yes"}, None, form))

    def test_a_deleted_entry_does_not_come_back_by_itself(self):
        opening = self._opening()
        draft = self._keep(ANSWERS, opening)
        going_on = opening._replace(draft_id=draft.id)
        draft.unlink()
        with self.assertRaises(DraftRefused) as refused:
            self._keep(ANSWERS, going_on)
        self.assertEqual(refused.exception.reason, "over")

    def test_queries_do_not_grow_with_the_answers(self):
        form = self._create_form([{"key": "who", "role": "contact_name"}])
        form.section_ids.write({"is_repeating": True, "max_rows": 50})
        self._publish(form)
        section = form.section_ids.key
        counts = {}
        for rows in (1, 20):
            opening = self._opening()
            for save in range(3):  # the last one counts: caches are warm by then
                names = [{"who": f"王{save}{number}"} for number in range(rows)]
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self._keep({section: names}, opening, form, sequence=save + 1)
                self.env.flush_all()
                counts[rows] = self.env.cr.sql_log_count - before
        self.assertEqual(counts[1], counts[20])
        self.assertLessEqual(counts[1], 25)

    # ------------------------------------------------------------
    # The keys
    # ------------------------------------------------------------

    def _with_keyring_of_its_own(self):
        folder = self.enterContext(TemporaryDirectory())
        path = Path(folder) / "keyring.json"
        variable = {vault_keyring.FILE_VARIABLE: str(path)}
        self.enterContext(patch.dict(vault_keyring.os.environ, variable))
        self.env["customer.vault.value"].search([]).unlink()
        self.env["customer.vault.key"].search([]).unlink()
        self.env.registry.clear_cache()
        self.addCleanup(self.env.registry.clear_cache)
        return path

    def test_it_opens_after_the_key_was_changed(self):
        self._with_keyring_of_its_own()
        opening = self._opening()
        draft = self._keep(ANSWERS, opening)
        token, keys = draft._private_token(), self.env["customer.vault.key"]
        self.env.flush_all()
        new = keys._begin_rotation()
        keys._note_rotation()
        self.assertFalse(keys._reseal_some(0, 100).damaged)
        self.env.invalidate_all()
        vault = self.env["customer.vault.value"]
        sealed = [("res_id", "=", draft.id), ("sealed", "!=", False)]
        self.assertEqual(set(vault.search(sealed).mapped("key_name")), {new})
        self.assertFalse(keys._check_some(0, 100).damaged)
        self.assertEqual(draft._open_document(), ANSWERS)
        self.assertEqual(draft._private_token(), token, "the link still works")
        self._keep({"who": "Ann"}, opening, writer="x")
        self.assertEqual(draft._open_document(), {"who": "Ann"})

    def test_without_the_keyring_nothing_is_written(self):
        path = self._with_keyring_of_its_own()
        draft = self._keep(ANSWERS)
        self.env.flush_all()
        path.unlink()
        self.env.registry.clear_cache()
        count = self.drafts.search_count([])
        with self.assertRaises(DraftRefused) as refused:
            self._keep(ANSWERS)
        self.assertEqual(refused.exception.reason, "locked")
        self.assertEqual(self.drafts.search_count([]), count)
        self.assertEqual(draft.with_user(self.manager).phone, "138****5678")

    # ------------------------------------------------------------
    # The private link
    # ------------------------------------------------------------

    def test_the_token_is_not_in_the_database(self):
        draft = self._keep(ANSWERS)
        token = draft._private_token()
        self.assertEqual(len(token), 64)
        self.assertEqual(token, draft._private_token(), "one link, however often")
        self.assertEqual(self.drafts._of_token(self.form.sudo(), token), draft)
        self.assertFalse(self.drafts._of_token(self.form.sudo(), draft.token_digest))
        self.assertNotIn(token, self._texts_of_database())

    # ------------------------------------------------------------
    # Ending
    # ------------------------------------------------------------

    def test_submitting_ends_it_and_nothing_is_left(self):
        opening = self._opening()
        draft = self._keep(ANSWERS, opening)
        draft._private_token()
        self.form._submit_many(
            [FilledForm({"who": NAME}, client_uuid=opening.uuid, opening=opening)]
        )
        self.assertFalse(draft.active)
        self.assertFalse(draft.person_name or draft.phone or draft.email)
        vault = self.env["customer.vault.value"]
        self.assertFalse(vault.search([("res_model", "=", draft._name)]))
        with self.assertRaises(DraftRefused) as refused:
            self._keep(ANSWERS, opening)
        self.assertEqual(refused.exception.reason, "done")

    def test_a_page_submitted_unsaved_is_not_kept_afterwards(self):
        opening = self._opening()
        self.form._submit({"who": NAME}, client_uuid=opening.uuid, opening=opening)
        with self.assertRaises(DraftRefused) as refused:
            self._keep(ANSWERS, opening)
        self.assertEqual(refused.exception.reason, "done")

    def test_expired_ones_are_deleted_in_batches(self):
        self.form.draft_days = 3
        drafts = self.drafts.concat(*(self._keep(ANSWERS) for _number in range(3)))
        self.assertEqual(set(drafts.mapped("days_left")), {3})
        past = fields.Datetime.now() - datetime.timedelta(days=1)
        drafts[:2].expires_at = past
        self.env.flush_all()
        cron = self.env.registry["ir.cron"]
        with patch.object(cron, "_commit_progress", lambda *_args, **_kw: 60):
            self.drafts._cron_expire()
        self.assertEqual(drafts.exists(), drafts[2])

    # ------------------------------------------------------------
    # The person
    # ------------------------------------------------------------

    def test_a_person_is_found_handed_out_and_erased(self):
        draft = self._keep(ANSWERS)
        draft._attach_files("photo", [self._file()])
        officer = self._create_user("cf_officer_d", "data_officer")
        search = self.env["customer.person.search"].with_user(officer)
        found = search.create({"phone": PHONE})
        line = found.line_ids.filtered(lambda each: each.res_model == draft._name)
        self.assertEqual(line.res_id, draft.id)
        found.purpose = "He asked by letter"
        document = found._hand_out("json")["records"][0]
        self.assertIn(PHONE, str(document))
        self.assertEqual(document["files"][0]["name"], "licence.pdf")
        draft._erase("asked to")
        self.assertFalse(draft.active or draft._open_document() or draft._files())
        self.assertFalse(search.create({"phone": PHONE}).line_ids)

    # ------------------------------------------------------------
    # Who sees what
    # ------------------------------------------------------------

    def test_each_role_sees_what_it_may(self):
        draft = self._keep(ANSWERS)
        elsewhere = self._create_user("cf_lead_else", "supervisor")
        viewer = self._create_user("cf_viewer_d", "viewer")

        def seen_by(user):
            return self.drafts.with_user(user).search([("id", "=", draft.id)])

        self.assertFalse(seen_by(self.salesperson))
        self.assertFalse(seen_by(elsewhere))
        with self.assertRaises(AccessError):
            seen_by(self.outsider)
        for user in (self.supervisor, self.manager, viewer):
            self.assertEqual(seen_by(user), draft, user.login)
            self.assertEqual(seen_by(user).read(["phone"])[0]["phone"], "138****5678")
        with self.assertRaises(AccessError):
            seen_by(viewer).user_id = viewer
        draft.user_id = self.salesperson
        mine = seen_by(self.salesperson)
        self.assertEqual(mine.read(["person_name"])[0]["person_name"], NAME)
        with self.assertRaises(AccessError):
            mine.progress = 100
        with self.assertRaises(AccessError):
            self.drafts.with_user(self.manager).create(
                {"form_id": self.form.id, "uuid": "x", "company_id": self.company.id}
            )

    def test_another_company_does_not_see_it(self):
        draft = self._keep(ANSWERS)
        other = self._create_user("cf_manager_2", "manager")
        other.write(
            {"company_ids": self.company_2.ids, "company_id": self.company_2.id}
        )
        self.assertFalse(self.drafts.with_user(other).search([("id", "=", draft.id)]))

    def test_files_are_nobodys_to_open(self):
        draft = self._keep(ANSWERS)
        file = draft._attach_files("photo", [self._file()])
        of_manager = file.with_user(self.manager).sudo(False)
        with self.assertRaises(AccessError):
            of_manager.read(["raw"])
        self.assertFalse(of_manager.search([("id", "=", file.id)]))

    def test_deleting_stands_in_the_log(self):
        draft = self._keep(ANSWERS)
        draft.with_user(self.supervisor).unlink()
        event = self.env["customer.audit.event"].search([("kind", "=", "draft")])[:1]
        self.assertEqual(event.details, {"action": "deleted"})
        self.assertEqual(event.user_id, self.supervisor)
        self.assertEqual(event.sentence, "Deleted the unfinished entry")

    def test_the_link_is_sent_where_it_was_or_to_the_answer(self):
        draft = self._keep({"who": NAME})
        with self.assertRaises(UserError):
            draft.with_user(self.supervisor).action_send_link()
        draft = self._keep(ANSWERS)
        draft.with_user(self.supervisor).action_send_link()
        mail = self.env["mail.mail"].search([], limit=1, order="id desc")
        self.assertEqual(mail.email_to, EMAIL)
        self.assertIn(draft._private_token(), mail.body_html)
        self.assertNotIn(NAME, mail.body_html)
