"""What is noted of a correction, and who reads it (P4, S4)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .edit_common import EditCommon


@tagged("-at_install", "post_install")
class TestEditNotes(EditCommon):
    def test_every_change_is_noted(self):
        self._edit(self.salesperson, {"who": "Eve", "kind": False}, "A typo")
        changes = self.submission.change_ids.sorted("field_key")
        self.assertEqual(changes.mapped("field_key"), ["kind", "who"])
        self.assertEqual(changes.mapped("question"), ["kind", "who"])
        self.assertEqual(changes.mapped("old_text"), ["Person", "Ann"])
        self.assertEqual(changes.mapped("new_text"), [False, "Eve"])
        self.assertEqual(changes.user_id, self.salesperson)
        self.assertEqual(set(changes.mapped("reason")), {"A typo"})

    def test_notes_are_for_those_who_see_the_answer(self):
        self._edit(self.accountant, {"limit": "50", "level": "A"})
        changes = self.submission.change_ids
        for user, expected in (
            (self.salesperson, {"level"}),
            (self.creator, {"level"}),
            (self.accountant, {"limit", "level"}),
            (self.manager, {"limit", "level"}),
        ):
            mine = self._mine(user)
            with self.subTest(user.login):
                domain = [("submission_id", "=", mine.id)]
                found = mine.env["customer.form.change"].search(domain)
                self.assertEqual(set(found.mapped("field_key")), expected)
                self.assertEqual(mine.change_ids, found)
                hidden = (changes - found).with_user(user).sudo(False)
                if hidden:
                    with self.assertRaises(AccessError):
                        hidden.read(["new_text"])
        stranger = changes.with_user(self.salesperson_2).sudo(False)
        self.assertFalse(stranger.search([("id", "in", changes.ids)]))

    def test_notes_stay(self):
        self._edit(self.salesperson, {"level": "A"})
        for user in (self.salesperson, self.manager):
            change = self.submission.change_ids.with_user(user).sudo(False)
            for call in (
                lambda change=change: change.write({"new_text": "B"}),
                change.unlink,
                lambda change=change: change.copy(),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    call()
        for call in (
            lambda: self.submission.change_ids.write({"new_text": "B"}),
            self.submission.change_ids.unlink,
        ):
            with self.assertRaises(UserError):
                call()
