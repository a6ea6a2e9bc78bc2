from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import CustomerFollowupCommon


@tagged("-at_install", "post_install")
class TestSuggestionWords(CustomerFollowupCommon):
    """U3: an administrator's words and phrases count at once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.words = cls.env["customer.status.word"].create(
            {"name": "火箭类", "words": "火箭 飞船"}
        )
        cls.phrase = cls.env["customer.status.phrase"].create(
            {"name": "@火箭类 升空", "result": "won"}
        )

    def _read(self, text):
        found = self.env["customer.status.phrase"]._read(text, self.env.company)
        return found.outcome and found.outcome[0]

    def test_a_phrase_finds_each_of_the_words(self):
        self.assertEqual(self._read("飞船终于升空"), "won")
        self.assertIsNone(self._read("气球终于升空"))
        self.words.words += " 气球"
        self.assertEqual(self._read("气球终于升空"), "won")

    def test_what_is_in_use_stays(self):
        self.assertEqual(self.words.phrase_count, 1)
        with self.assertRaises(UserError):
            self.words.unlink()
        with self.assertRaises(UserError):
            self.words.name = "飞行器"
        self.phrase.unlink()
        self.words.name = "飞行器"
        self.words.unlink()

    def test_words_nobody_knows_are_refused(self):
        with self.assertRaises(ValidationError):
            self.phrase.name = "@飞行器 升空"
        unused = self.words.create({"name": "气球类", "words": "气球"})
        for values in ({"name": "a b"}, {"name": "a/b"}, {"words": "(火箭)"}):
            with self.subTest(values), self.assertRaises(ValidationError):
                unused.write(values)

    def test_an_expression_that_is_no_status(self):
        self.env["customer.status.phrase"].create(
            {"name": "@火箭类 升空 节", "result": "none"}
        )
        self.assertEqual(self._read("今天火箭升空"), "won")
        self.assertIsNone(self._read("今天火箭升空节"))

    def test_what_must_be_done_does_not_count_when_planned(self):
        stage = self.env.ref("crm.stage_lead3")
        self.phrase.write({"result": "stage", "stage_id": stage.id})
        self.assertEqual(self._read("明天火箭升空"), "stage")
        self.phrase.is_fact = True
        self.assertIsNone(self._read("明天火箭升空"))
        self.assertEqual(self._read("昨天火箭升空"), "stage")

    def test_the_further_stage_is_told_by_the_order_of_stages(self):
        stages = [self.env.ref(f"crm.stage_lead{number}") for number in (2, 3)]
        self.phrase.write({"result": "stage", "stage_id": stages[0].id})
        self.env["customer.status.phrase"].create(
            {"name": "气球 升空", "result": "stage", "stage_id": stages[1].id}
        )
        text = "火箭升空，气球升空"
        read = self.env["customer.status.phrase"]._read
        self.assertEqual(read(text, self.env.company).outcome[1], stages[1].id)
        stages[1].sequence = stages[0].sequence - 1
        self.assertEqual(read(text, self.env.company).outcome[1], stages[0].id)

    def test_words_are_the_administrators(self):
        with self.assertRaises(AccessError):
            self.words.with_user(self.supervisor).words = "火箭"

    def test_the_phrases_of_words_are_opened(self):
        action = self.words.action_open_phrases()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found, self.phrase)
