"""Sensitive answers: sealed when they are submitted, masked wherever they are shown, found
by the whole value (V1, V2)."""

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL

from ..models.submission.submission_request import FilledForm
from .common import CustomerFormsCommon

CARD = "360426199101010071"
# key -> (typed, kept in the vault, mask)
ANSWERS = {
    "who": ("王小明", "王小明", "王*"),
    "mobile": ("138 0000 1234", "+8613800001234", "138****1234"),
    "mail": ("Wang.XM@Example.com", "Wang.XM@example.com", "W***@example.com"),
    "card": (CARD, None, "**************0071"),
    "code": ("91110000600037341L", "91110000600037341L", "**************341L"),
    "place": ("浙江省杭州市西湖区", "浙江省/杭州市/西湖区", "浙江省/杭州市/****"),
    "budget": ("120,000.50", 120000.5, "****"),
}
PERSON = {"contact": "李雷雷", "direct": "139 1111 2222"}
TRACES = {"小明", "13800001234", "Wang.XM", CARD, CARD[:14], "91110000600037"} | {
    "西湖",
    "120000",
    "雷雷",
    "13911112222",
}


class SensitiveCommon(CustomerFormsCommon):
    """A form with a question of each class, and people in rows; its submission is
    handled by the salesperson."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._create_form(cls._questions(), department_ids=cls.team.ids)
        cls.people = cls.env["customer.form.section"].create(
            {
                "form_id": cls.form.id,
                "name": "People",
                "key": "people",
                "is_repeating": True,
                "field_ids": [
                    Command.create(
                        cls._field_vals(0, key="contact", sensitivity="name")
                    ),
                    Command.create(cls._field_vals(1, key="direct", type="phone")),
                ],
            }
        )
        cls._publish(cls.form)
        cls.submission = cls._fill()

    @classmethod
    def _questions(cls):
        return [
            {"key": "who", "role": "customer_name"},
            {"key": "mobile", "type": "phone", "is_unique": True},
            {"key": "mail", "type": "email"},
            {"key": "card", "type": "id_card", "is_unique": True},
            {"key": "code", "type": "uscc", "sensitivity": "id"},
            {"key": "place", "type": "region", "sensitivity": "address"},
            {"key": "budget", "type": "money"},
            {"key": "note"},
        ]

    @classmethod
    def _fill(cls, **answers):
        typed = {key: typed for key, (typed, _kept, _mask) in ANSWERS.items()}
        filled = FilledForm({**typed, "people": [PERSON], "note": "n", **answers})
        submission = cls.form._submit_many([filled])
        submission.user_id = cls.salesperson
        cls.env.flush_all()
        return submission

    def _as(self, user, records=None):
        self.env.flush_all()
        self.env.invalidate_all()
        records = self.submission if records is None else records
        return records.with_user(user).sudo(False)

    def _read(self, user, records=None, **context):
        """What ``read`` gives of the answers: {key: value}."""
        records = self._as(user, records).with_context(**context)
        ((found),) = records.read(["answers"])
        return {prop["name"]: prop.get("value") for prop in found["answers"]}


@tagged("-at_install", "post_install")
class TestSensitiveAnswers(SensitiveCommon):
    # ------------------------------------------------------------
    # Keeping
    # ------------------------------------------------------------

    def test_no_table_has_a_value(self):
        self.submission.write({"answers": self.submission.answers})
        for model in (
            "customer.form.submission",
            "customer.form.row",
            "customer.form.change",
            "customer.form.unique",
            "customer.vault.value",
            "customer.audit.event",
            "mail.message",
        ):
            table = SQL.identifier(self.env[model]._table)
            rows = self.env.execute_query(SQL("SELECT row::text FROM %s row", table))
            text = " ".join(text.replace(" ", "") for (text,) in rows)
            for trace in TRACES:
                with self.subTest(model=model, trace=trace):
                    self.assertNotIn(trace, text)
                    self.assertNotIn(trace.encode("unicode-escape").decode(), text)

    def test_the_record_says_masks_and_the_vault_the_values(self):
        kept = self.submission.answers._values
        opened = self.submission._open_values()[self.submission.id]
        for key, (_typed, value, mask) in ANSWERS.items():
            with self.subTest(key):
                self.assertEqual(kept[key], mask)
                self.assertEqual(self.submission.answers[key], mask)
                self.assertEqual(opened.get(key), value)
        row = self.submission.row_ids
        self.assertEqual(
            row.answers._values, {"contact": "李*", "direct": "139****2222"}
        )
        self.assertEqual(
            row._open_values()[row.id],
            {"contact": "李雷雷", "direct": "+8613911112222"},
        )

    def test_a_mask_that_comes_back_leaves_the_value(self):
        self.submission.answers = {**self.submission.answers._values, "note": "x"}
        opened = self.submission._open_values()[self.submission.id]
        self.assertEqual(opened["mobile"], "+8613800001234")
        self.assertEqual(self.submission.answers["note"], "x")

    def test_a_mask_is_no_answer(self):
        for mask in ("139****2222", "138****12**"):
            with self.subTest(mask), self.assertRaises(ValidationError):
                self.submission.answers = {"mobile": mask}

    def test_another_answer_takes_the_place_of_the_former(self):
        kept = self.submission.answers._values
        self.submission.answers = {**kept, "mobile": "+8613900001111", "mail": False}
        self.assertEqual(self.submission.answers["mobile"], "139****1111")
        opened = self.submission._open_values()[self.submission.id]
        self.assertEqual(opened["mobile"], "+8613900001111")
        self.assertNotIn("mail", opened)
        self.submission.answers = {"note": "only this"}
        self.assertFalse(self.submission._open_values()[self.submission.id])

    def test_what_is_deleted_leaves_the_vault(self):
        row = self.submission.row_ids
        ids = {"customer.form.submission": self.submission.id, row._name: row.id}
        row.unlink()
        self.submission.unlink()
        for model, res_id in ids.items():
            found = self.env["customer.vault.value"].search(
                [("res_model", "=", model), ("res_id", "=", res_id)]
            )
            self.assertFalse(found)

    # ------------------------------------------------------------
    # Reading
    # ------------------------------------------------------------

    def test_who_reads_what(self):
        masks = {key: mask for key, (_typed, _kept, mask) in ANSWERS.items()}
        owner = masks | {
            "who": "王小明",
            "place": "Zhejiang / Hangzhou / Xihu District",
        }
        for user, expected in (
            (self.salesperson, owner),
            (self.supervisor, masks),
            (self.manager, masks),
        ):
            read = self._read(user)
            for key, value in expected.items():
                with self.subTest(user=user.login, key=key):
                    if key == "place" and user != self.salesperson:
                        value = "Zhejiang / Hangzhou / ****"
                    self.assertEqual(read[key], value)

    def test_rows_are_read_as_their_submission(self):
        row = self.submission.row_ids
        for user, name in ((self.salesperson, "李雷雷"), (self.supervisor, "李*")):
            with self.subTest(user.login):
                read = self._read(user, row)
                self.assertEqual(read["contact"], name)
                self.assertEqual(read["direct"], "139****2222")

    def test_another_owner_reads_it_at_once(self):
        self.assertEqual(self._read(self.salesperson)["who"], "王小明")
        submission = self._as(self.supervisor)
        self.assertEqual(submission.read(["answers"])[0]["answers"][0]["value"], "王*")
        self.submission.user_id = self.supervisor
        self.env.flush_all()
        submission = self.submission.with_user(self.supervisor).sudo(False)
        self.assertEqual(
            submission.read(["answers"])[0]["answers"][0]["value"], "王小明"
        )

    def test_what_leaves_the_system_is_masked(self):
        read = self._read(self.salesperson, customer_masked=True)
        self.assertEqual(read["who"], "王*")
        submission = self._as(self.salesperson)
        self.assertEqual(submission.answers["who"], "王*")
        given = submission.with_context(customer_masked=True).answers_as_given
        self.assertNotIn("小明", str(given))

    def test_words_as_given(self):
        given = str(self._as(self.salesperson).answers_as_given)
        self.assertIn("王小明", given)
        self.assertIn("李雷雷", given)
        for masked in ("138****1234", "139****2222", "**************0071"):
            self.assertIn(masked, given)
        row = self.submission.row_ids
        for name, level, record in (
            ("mobile", "reveal", self.submission),
            ("card", "masked", self.submission),
            ("direct", "reveal", row),
        ):
            with self.subTest(name):
                self.assertRegex(
                    given,
                    f'data-name="{name}" data-level="{level}"[^>]*'
                    f' data-model="{record._name}" data-id="{record.id}"',
                )
        given = str(self._as(self.supervisor).answers_as_given)
        self.assertNotIn("小明", given)
        self.assertIn('data-name="who" data-level="reveal"', given)
        given = str(self.submission.sudo().answers_as_given)
        self.assertNotIn("小明", given)

    def test_one_answer_is_revealed(self):
        for user in (self.salesperson, self.supervisor):
            submission, row = self._as(user), self._as(user, self.submission.row_ids)
            self.assertIn("1234", submission.reveal("mobile", "Call")["value"])
            self.assertIn("2222", row.reveal("direct", "Call")["value"])

    def test_a_submission_means_the_same_to_programs(self):
        said = self.submission._answers_by_role()
        self.assertEqual(said["customer_name"], "王小明")
        labels = self.submission._answer_labels_by_role()
        self.assertEqual(labels["customer_name"], "王*")

    # ------------------------------------------------------------
    # Unique answers
    # ------------------------------------------------------------

    def test_an_identity_card_is_given_once(self):
        answers = {"mobile": "13900009999"}
        for number in (CARD, f"{CARD[:6]} {CARD[6:]}"):
            with self.assertRaises(UserError) as caught:
                self._submit(self.form, {**answers, "card": number})
            (issue,) = caught.exception.issues
            self.assertEqual((issue.field, issue.code), ("card", "not_unique"))
        # another card with the same end
        self._submit(self.form, {**answers, "card": "110101199001060071"})

    def test_a_refused_one_takes_its_card_again(self):
        self.form.has_auto_accept = False
        answers = {"card": "110101199001060071"}
        refused = self._submit(self.form, answers)
        refused.action_refuse()
        refused.action_accept()
        with self.assertRaises(UserError):
            self._submit(self.form, answers)

    def test_a_correction_leaves_the_card_taken(self):
        self.form.has_editing = True
        self.submission.edit_answers({"note": "corrected"}, "Misread")
        self.assertEqual(self.submission.answers["card"], "**************0071")
        found = self.submission.search([("answers.card", "=", CARD)])
        self.assertEqual(found, self.submission)
        with self.assertRaises(UserError):
            self._submit(self.form, {"card": CARD})

    def test_a_question_that_becomes_unique_knows_the_cards_before(self):
        card = self._field(self.form, "card")
        card.is_unique = False
        self.form.action_publish()
        number = "110101199001060071"
        first, _second = (self._submit(self.form, {"card": number}) for _n in (1, 2))
        card.is_unique = True
        self.form.action_publish()
        self.assertEqual(first.unique_ids.mapped("field_key"), ["card"])
        for taken in (number, CARD):
            with self.subTest(taken), self.assertRaises(UserError):
                self._submit(self.form, {"card": taken})

    # ------------------------------------------------------------
    # Queries
    # ------------------------------------------------------------

    def test_queries_do_not_grow(self):
        filled = [
            FilledForm({"who": f"王{n}", "mobile": f"138000020{n}", "people": [PERSON]})
            for n in range(10, 30)
        ]
        many = self.form._submit_many(filled)
        many.user_id = self.salesperson
        counts = []
        for submissions in (many[:1], many[:1], many):  # the first fills Odoo's caches
            mine = self._as(self.salesperson, submissions)
            before = self.env.cr.sql_log_count
            mine.web_read({"answers": {}, "row_ids": {"fields": {"answers": {}}}})
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
