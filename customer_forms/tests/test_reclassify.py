"""Answers go where they belong when a question becomes sensitive, or no longer is (V2)."""

import json

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.version import customer_form_reclassify as reclassify
from ..tools.note_masks import mask_rows
from .common import CustomerFormsCommon

ROWS = "people"


@tagged("-at_install", "post_install")
class TestReclassify(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(
            [
                {"key": "who"},
                {"key": "mobile", "type": "phone", "sensitivity": "none"},
                {"key": "paid", "type": "money"},
                {"key": "card", "type": "id_card"},
            ],
            has_editing=True,
        )
        cls.env["customer.form.section"].create(
            {
                "form_id": cls.form.id,
                "name": "People",
                "key": ROWS,
                "is_repeating": True,
                "field_ids": [
                    (0, 0, cls._field_vals(0, key="person")),
                    (0, 0, cls._field_vals(1, key="note")),
                ],
            }
        )
        cls._publish(cls.form)
        cls.submissions = cls.env["customer.form.submission"].union(
            *(
                cls._submit(
                    cls.form,
                    {
                        "who": f"王{number}明",
                        "mobile": f"1380000123{number}",
                        "paid": str(number),
                        "card": "11010519491231002X",
                        ROWS: [{"person": f"李{number}", "note": "n"}],
                    },
                )
                for number in range(3)
            )
        )
        cls.submission = cls.submissions[0]

    def _publish_with(self, user=None, **sensitivities):
        for key, chosen in sensitivities.items():
            self._field(self.form, key).sensitivity = chosen
        opens = "none" in sensitivities.values()
        user = user or (self.manager if opens else self.creator)
        self.form.with_user(user).action_publish()
        self.env.invalidate_all()

    def _column(self, record):
        """The answers as they stand in the database."""
        self.env.flush_all()
        self.env.cr.execute(
            f"SELECT answers::text FROM {record._table} WHERE id = %s",  # noqa: S608
            [record.id],
        )
        return json.loads(self.env.cr.fetchone()[0])

    def test_answers_go_into_the_vault(self):
        self.patch(reclassify, "BATCH", 2)
        self._publish_with(who="name", mobile=False, person="name")
        for number, submission in enumerate(self.submissions):
            column = self._column(submission)
            self.assertEqual(column["who"], "王*")
            self.assertEqual(column["mobile"], f"138****123{number}")
            opened = submission._open_values()[submission.id]
            self.assertEqual(opened["who"], f"王{number}明")
            self.assertEqual(opened["mobile"], f"+861380000123{number}")
            (row,) = submission.row_ids
            self.assertEqual(self._column(row), {"person": "李*", "note": "n"})
            self.assertEqual(row._open_values()[row.id], {"person": f"李{number}"})
        found = self.env["customer.form.submission"].search(
            [("form_id", "=", self.form.id), ("answers.mobile", "=", "138 0000 1232")]
        )
        self.assertEqual(found, self.submissions[2])

    def test_answers_come_out_as_they_went_in(self):
        before = [self._column(each) for each in self.submissions]
        self._publish_with(who="id", person="address")
        self._publish_with(who="none", person="none")
        self.assertEqual([self._column(each) for each in self.submissions], before)
        names = self.env["customer.vault.value"].search(
            [("res_id", "in", self.submissions.ids), ("sealed", "!=", False)]
        )
        self.assertEqual(set(names.mapped("name")), {"paid"})

    def test_numbers_come_out_as_numbers(self):
        self._publish_with(paid="none")
        self.assertEqual(self._column(self.submissions[2])["paid"], 2)
        self.assertEqual(self.submissions[2].answers["paid"], 2.0)

    def test_another_class_is_another_mask(self):
        self._publish_with(who="name")
        self._publish_with(who="address")
        self.assertEqual(self._column(self.submission)["who"], "王0****")
        opened = self.submission._open_values()[self.submission.id]
        self.assertEqual(opened["who"], "王0明")

    def test_of_an_id_card_there_is_nothing_to_open(self):
        before = self._column(self.submission)["card"]
        self._publish_with(card="none")
        self._publish_with(card=False)
        self.assertEqual(self._column(self.submission)["card"], before)

    def test_what_is_no_longer_asked_stays_sealed(self):
        self._publish_with(who="name")
        self._field(self.form, "who").active = False
        self._publish_with()
        self.assertEqual(self.form._sensitive_keys()["who"], "name")
        self.assertEqual(self._column(self.submission)["who"], "王*")

    def test_notes_of_changes_are_masked_too(self):
        self.submission.user_id = self.salesperson
        self.env.flush_all()
        mine = self.submission.with_user(self.salesperson).sudo(False)
        mine.edit_answers(
            {"who": "赵四", "mobile": "13900005678", ROWS: [{"person": "钱五"}]}, "r"
        )
        self._publish_with(who="name", mobile=False, person="name")
        noted = {
            change.field_key: (change.old_text, change.new_text)
            for change in self.submission.change_ids
        }
        self.assertEqual(noted["who"], ("王*", "赵*"))
        self.assertEqual(noted["mobile"], ("138****1230", "139****5678"))
        self.assertEqual(noted[ROWS], ("person: 李*; note: n", "person: 钱*"))

    def test_a_note_of_rows_is_masked_answer_by_answer(self):
        labels = {"Name": "name", "Full Name": None, "Remark": None}
        self.assertEqual(
            mask_rows(
                "Full Name: x\ny; Name: 王一; Remark: Name: z\nName: 王二", labels
            ),
            "Full Name: x\ny; Name: 王*; Remark: Name: z\nName: 王*",
        )

    def test_who_designs_forms_does_not_make_answers_readable(self):
        """V1: who sees what is for others to say."""
        with self.assertRaisesRegex(UserError, "paid"):
            self._publish_with(self.creator, paid="none")
        self.assertEqual(self._column(self.submission)["paid"], "****")

    def test_what_nobody_answered_is_no_secret(self):
        self.submissions.unlink()
        self._publish_with(self.creator, paid="none")
        self.assertNotIn("paid", self.form._sensitive_keys())

    def test_the_audit_log_has_it(self):
        self._publish_with(who="name")
        events = self.env["customer.audit.event"].search(
            [("res_model", "=", "customer.form"), ("res_id", "=", self.form.id)]
        )
        event = events.filtered(lambda each: "rows" in each.details)
        self.assertEqual((event.kind, event.user_id), ("rule", self.creator))
        (change,) = event.details["changes"]
        self.assertEqual(change, {"name": "who", "old": False, "new": "name"})
        self.assertEqual(event.details["rows"], 3)

    def test_what_arrived_meanwhile_is_settled_later(self):
        self._publish_with(who="name", mobile="none")
        trigger = self.env["ir.cron.trigger"].search(
            [("cron_id", "=", self.env.ref("customer_forms.ir_cron_settle_answers").id)]
        )
        self.assertTrue(trigger)
        # As requests that knew the former version only would have left it.
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE customer_form_submission SET answers = answers ||"
            ' \'{"who": "孙六", "mobile": "138****0000"}\' WHERE id = %s',
            [self.submission.id],
        )
        vault = self.env["customer.vault.value"]
        vault._forget(self.submission._name, self.submission.ids, ["who"])
        late = {self.submission.id: {"mobile": ("phone", "+8613811110000")}}
        vault._seal(self.submission, late)
        self.env.invalidate_all()
        self.env["customer.form"]._settle_late_answers()
        self.env.invalidate_all()
        column = self._column(self.submission)
        self.assertEqual((column["who"], column["mobile"]), ("孙*", "+8613811110000"))
        opened = self.submission._open_values()[self.submission.id]
        self.assertEqual(opened, {"who": "孙六", "paid": 0.0})

    def test_publishing_without_such_a_change_moves_nothing(self):
        self.patch(
            type(self.form), "_settle", lambda *_args: self.fail("nothing to move")
        )
        self._field(self.form, "who").is_required = True
        self._publish_with()
        self.assertEqual(self.form.current_version_id.number, 2)

    def test_queries_do_not_grow_with_answers(self):
        self._publish_with(who="name")
        counts = []
        for size in (1, 3):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.submissions[:size]._settle_answers({"who"})
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
