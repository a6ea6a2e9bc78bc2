"""What sentences suggest: pure rules, without a database (U3)."""

import unittest
from unittest.mock import patch

from ..tools.suggestion import Phrase, PhraseError, lexicon, parse_words, read, reading

WON = Phrase.parse("同意/答应/agree 签/签约/签合同/sign", "won", kind="won")
LOST = Phrase.parse("拒绝/不买/refuse", "lost", kind="lost")
OTHERS = Phrase.parse("和/跟 别家 签约", "lost", weight=3, kind="lost")
SIGNS = Phrase.parse("签约", "won", kind="won")
SENT = Phrase.parse("发/send/sent 报价/quote", "sent", kind="fact", rank=2)
HINT = Phrase.parse("预算/budget", "need", weight=1, rank=1)
COUNTED = Phrase.parse("need #", "need", rank=1)
GOT = Phrase.parse("收到 定金", "won", weight=3, kind="won")
ENDS = Phrase.parse("放弃 $", "lost", kind="lost")
PARCEL = Phrase.parse("签约 仪式", None, kind="none")
PHRASES = (WON, LOST, OTHERS, SIGNS, SENT, HINT, COUNTED, GOT, ENDS, PARCEL)

CASES = [
    ("客户同意下周签合同", "won"),
    ("客户不同意签合同", None),
    ("客户没有同意签约", None),
    ("没有同意，后来同意签约", "won"),
    ("如果客户同意签约", None),
    ("我们希望客户签约", None),
    ("客户同意签约吗?", None),
    ("客户问签证怎么办", None),
    ("合同今天同意签完了", "won"),
    ("邮件退了回来", None),
    ("客户拒绝签约", "lost"),
    ("客户没有拒绝", None),
    ("客户已经和别家签约", "lost"),
    ("发了报价", "sent"),
    ("报价还没有发", None),
    ("想把报价发给客户", None),
    ("明天发报价", None),
    ("昨天发了报价", "sent"),
    ("客户让我们发报价", None),
    ("I will send the quote", None),
    ("别家发了报价", None),
    ("别家发了报价，我们也发了报价", "sent"),
    ("要是降价，客户就同意签约", None),
    ("要是降价。客户同意签约", "won"),
    ("客户同意签约，前提是降价", None),
    ("等批下来再签约", None),
    ("听说，客户同意签约", None),
    ("客户同意签约，不知真假", None),
    ("客户签不签约不知道", None),
    ("客户毫不犹豫同意签约", "won"),
    ("没问题同意签约", "won"),
    ("客户原来同意签约", None),
    ("签约后再付钱", None),
    ("约在签约仪式见面", None),
    ("签了约", "won"),
    ("发了报价，发了报价，客户拒绝", "lost"),
    ("客户拒绝，又发了报价", "lost"),
    ("They refuse the cloud version, they need 5 licences", "need"),
    ("他们自己签约了", None),
    ("到底发报价没发不清楚", None),
    ("客户同意签约，但没有同意签合同", None),
    ("收到定金，但客户没有同意签约", "won"),
    ("客户放弃了", "lost"),
    ("客户放弃了折扣", None),
    ("客户说 同意签约", "won"),
    ("客户没有\n同意签约", "won"),
    ("发了报价，need 20", "sent"),
    ("They wouldn't sign", None),
    ("They'll sign if we agree", None),
    ("She agreed to e-sign", "won"),
    ("我们希望客户看看，发了报价", "sent"),
    ("预算", None),
    ("They agreed to sign", "won"),
    ("They didn't agree to sign", None),
    ("She hesitated but agrees to sign", "won"),
    ("Do they agree to sign?", None),
    ("Sent the quote", "sent"),
    ("They need 20 units", "need"),
    ("They need time", None),
    ("", None),
    (None, None),
    ("！？。", None),
]


class TestReading(unittest.TestCase):
    def test_cases(self):
        for text, outcome in CASES:
            with self.subTest(text):
                self.assertEqual(read(text, PHRASES).outcome, outcome)

    def test_a_longer_phrase_takes_the_words(self):
        found = read("客户已经和别家签约", PHRASES)
        self.assertEqual([each.text for each in found.evidence], ["和别家签约"])
        self.assertFalse(found.discounted)

    def test_it_tells_the_words_and_what_speaks_against_them(self):
        found = read("客户终于同意本周签合同，价格没有异议", PHRASES)
        self.assertEqual([each.text for each in found.evidence], ["同意…签合同"])
        denied = read("客户没有同意签约", PHRASES).discounted
        self.assertEqual(
            [(each.text, each.against) for each in denied], [("同意签约", "没有")]
        )

    def test_what_is_said_last_settles_a_tie(self):
        self.assertEqual(read("发了报价，客户拒绝", PHRASES).outcome, "lost")
        self.assertEqual(read("客户拒绝，又同意签约", PHRASES).outcome, "won")

    def test_what_is_no_phrase_is_refused(self):
        for text, code in (
            ("", "empty"),
            ("  ", "empty"),
            ("/", "empty"),
            ("a b c d e f", "long"),
            ("签.*约", "mark"),
            ("签(约)", "mark"),
            ("选 @对手", "group"),
        ):
            with self.subTest(text), self.assertRaises(PhraseError) as caught:
                Phrase.parse(text, "won")
            self.assertEqual(caught.exception.code, code)

    def test_words_of_a_group(self):
        groups = {"对手": parse_words("别家 同行/友商")}
        phrase = Phrase.parse("选 @对手", "lost", groups, kind="lost")
        for text in ("选了别家", "客户选同行", "选友商"):
            with self.subTest(text):
                self.assertEqual(read(text, [phrase]).outcome, "lost")

    def test_words_of_several_are_cut(self):
        """The dictionary has 签合同 as one word; a phrase says it in two."""
        signs = Phrase.parse("签 合同", "won", kind="won")
        self.assertEqual(read("今天签合同", [signs]).outcome, "won")
        self.assertEqual(read("今天签证", [signs]).outcome, None)

    def test_a_text_without_marks_is_read_in_pieces(self):
        """Twice as long a text takes twice as long, and not a hundred times; what is said
        at its end counts as well."""

        def compared(repeated):
            with patch.object(lexicon, "_is_near", wraps=lexicon._is_near) as near:
                found = read("同意签合同" * repeated + "客户拒绝", PHRASES)
            self.assertTrue(found.evidence)
            return near.call_count

        self.assertLess(compared(200), 3 * compared(100))

    def test_no_more_is_read_than_somebody_notes(self):
        before = "，" * reading.MOST_READ
        self.assertIsNone(read(f"{before}客户拒绝", PHRASES).outcome)
        self.assertEqual(read(f"客户拒绝{before}", PHRASES).outcome, "lost")

    def test_a_long_text_is_read_quickly(self):
        """A sentence is read while somebody waits: no phrase may try every way."""
        text = "同意 " * 2000
        phrase = Phrase.parse("同意 同意 同意 同意 签约", "won")
        self.assertIsNone(read(text, [phrase]).outcome)
