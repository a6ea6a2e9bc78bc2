"""How well the phrases we ship read what people write (U3).

The sentences were written from the requirement, not from the phrases. Every second one
was looked at while the phrases were written; the others only measure.
The blind ones come from somebody who had seen neither the phrases nor the other sentences;
they are never tuned for, and their floor only guards against a reader that broke.
"""

import csv
import sys
from pathlib import Path

from odoo.tests import TransactionCase, tagged

DATA = Path(__file__).parent / "data"
SENTENCES = DATA / "status_sentences.tsv"
BLIND_SENTENCES = DATA / "status_sentences_blind.tsv"
STAGES = {
    "first_contact": "crm.stage_lead1",
    "need_confirmed": "crm.stage_lead2",
    "proposal_sent": "crm.stage_lead3",
}


def _read_sentences(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.reader(file, delimiter="\t"))


@tagged("-at_install", "post_install")
class TestSentences(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sentences = _read_sentences(SENTENCES)
        cls.status_by_stage = {
            cls.env.ref(xmlid).id: status for status, xmlid in STAGES.items()
        }

    def _read(self, text):
        found = self.env["customer.status.phrase"]._read(text, self.env.company)
        result, stage_id = found.outcome or ("none", False)
        return self.status_by_stage.get(stage_id, result)

    def _measure(self, sentences):
        """Precision and recall of suggestions; ``none`` is no suggestion."""
        pairs = [(wanted, self._read(text)) for wanted, text in sentences]
        right = sum(wanted == said != "none" for wanted, said in pairs)
        said = sum(said != "none" for _wanted, said in pairs)
        wanted = sum(wanted != "none" for wanted, _said in pairs)
        sys.stdout.write(
            f"{len(pairs)} sentences: precision {right / said:.3f},"
            f" recall {right / wanted:.3f}\n"
        )
        return right / said, right / wanted

    def test_enough_sentences_in_both_languages(self):
        texts = [text for _wanted, text in self.sentences]
        chinese = [text for text in texts if max(text) > "\u3400"]
        self.assertGreater(len(chinese), 100)
        self.assertGreater(len(texts) - len(chinese), 80)
        self.assertEqual(len(set(texts)), len(texts))

    def test_sentences_looked_at(self):
        precision, recall = self._measure(self.sentences[::2])
        self.assertGreater(precision, 0.95)
        self.assertGreater(recall, 0.95)

    def test_sentences_kept_apart(self):
        precision, recall = self._measure(self.sentences[1::2])
        self.assertGreater(precision, 0.9)
        self.assertGreater(recall, 0.85)

    def test_sentences_of_somebody_else(self):
        precision, recall = self._measure(_read_sentences(BLIND_SENTENCES))
        self.assertGreater(precision, 0.75)
        self.assertGreater(recall, 0.5)

    def test_wrong_endings_are_never_suggested(self):
        """Won or lost where the sentence says otherwise would hurt most."""
        wrong = [
            (wanted, said, text)
            for wanted, text in self.sentences
            if (said := self._read(text)) in ("won", "lost") and said != wanted
        ]
        self.assertLessEqual(len(wrong), 2, wrong)
