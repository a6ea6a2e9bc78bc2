"""A submission that staff correct and complete."""

from odoo import Command

from .section_access_common import SectionAccessCommon


class EditCommon(SectionAccessCommon):
    """A form with a section of the customer's, one that finance alone sees, and two for
    the staff, of which one is for finance to complete."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(
            [
                {"key": "who", "is_required": True},
                {"key": "kind", "type": "select", "options": ["person", "company"]},
                {"key": "mobile", "type": "phone", "is_unique": True},
                {"key": "paper", "type": "attachment", "file_formats": "pdf"},
                {
                    "key": "firm",
                    "is_required": True,
                    "condition": {"field": "kind", "is": "equal", "value": "company"},
                },
            ],
            department_ids=cls.team.ids,
            slug="edit-me",
            has_editing=True,
        )
        cls.checked = cls._add_section(
            "Checked",
            [{"key": "level", "is_required": True}, {"key": "note"}],
            is_internal=True,
        )
        cls.approved = cls._add_section(
            "Approved",
            [
                {
                    "key": "limit",
                    "type": "integer",
                    "has_range": True,
                    "max_value": 100,
                },
                {
                    "key": "guarantor",
                    "is_required": True,
                    "condition": {"field": "level", "is": "equal", "value": "B"},
                },
            ],
            is_internal=True,
            see_department_ids=cls.finance.ids,
            edit_department_ids=cls.finance.ids,
        )
        cls.items = cls._add_section(
            "Items",
            [
                {"key": "item", "is_required": True},
                {"key": "amount", "type": "integer"},
            ],
            is_repeating=True,
            max_rows=3,
        )
        cls._publish(cls.form)
        cls.submission = cls._submit(
            cls.form,
            {
                "who": "Ann",
                "kind": "person",
                "mobile": "13800001234",
                "paper": [cls._file()],
                cls.items.key: [{"item": "a", "amount": "1"}, {"item": "b"}],
            },
        )

    @classmethod
    def _add_section(cls, name, fields, **vals):
        return cls.env["customer.form.section"].create(
            {
                "form_id": cls.form.id,
                "name": name,
                "field_ids": [
                    Command.create(cls._field_vals(number, **field))
                    for number, field in enumerate(fields)
                ],
                **vals,
            }
        )

    def _approve_first(self):
        """Move the section that few see before all others, which may depend on it."""
        self.approved.sequence = 5
        self._field(self.form, "guarantor").active = False

    def _mine(self, user):
        self.submission.user_id = user
        self.env.flush_all()
        self.env.invalidate_all()
        return self.submission.with_user(user).sudo(False)

    def _edit(self, user, answers, reason=""):
        self._mine(user).edit_answers(answers, reason)
        self.env.invalidate_all()
        return self.submission.answers._values

    def _rows(self):
        rows = self.env["customer.form.row"].search(
            [("submission_id", "=", self.submission.id)], order="sequence"
        )
        return [dict(row.answers._values) for row in rows]
