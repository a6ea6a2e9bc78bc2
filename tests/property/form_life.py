"""What can happen to a form in its life: random edits, publications and submissions."""

import copy
import itertools

from hypothesis import strategies as st

from odoo.exceptions import UserError

from odoo.addons.customer_forms.models.submission.submission_request import UploadedFile
from odoo.addons.customer_forms.rules import FIELD_TYPES, input_fields

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
# What people type, by type of question; some of it is not taken, which is fine.
TYPED = {
    "text": ["Wang", "=1+1", "两 行", "a,b;c", "x" * 40],
    "longtext": ["one\ntwo", "很长的说明", "%(x)s {y} <b>"],
    "date": ["2026-03-05", "2026/3/5", "2026年3月5日"],
    "datetime": ["2026-03-05T09:30", "2026/3/5 9:30"],
    "phone": ["13812345678", "021-58886666", "+49 30 12345678"],
    "email": ["wang@example.com", "W@Example.COM"],
    "url": ["example.com", "https://example.com/a?b=c"],
    "integer": ["7", "1,200", "-3"],
    "decimal": ["1.25", "1200"],
    "money": ["50000", "¥ 1,200.50"],
    "rating": ["1", "5"],
    "id_card": ["11010519491231002X"],
    "uscc": ["91110000600037341L"],
    "consent": ["yes"],
    "region": ["浙江省/杭州市/西湖区", "上海市浦东新区", "Zhejiang"],
}
UNFIT_FOR_FILTER = {"attachment"}
INPUTS = sorted(
    kind
    for kind, field_type in FIELD_TYPES.items()
    if field_type.is_input and not field_type.has_rows
)
CHOICES = [kind for kind in INPUTS if FIELD_TYPES[kind].has_options]
KINDS = [kind for kind in INPUTS if kind in TYPED or kind in CHOICES] + ["attachment"]
LABELS = ["Phone", "电话", "Budget (CNY)", "Name & title", "Kind"]


class FormLife:
    """One form, what was submitted to it, and what can be done to it.

    ``draw`` is hypothesis' way to choose; each step either does something or is refused
    as a person would be, with a message and without effect.
    """

    def __init__(self, form, draw):
        self.form = form
        self.env = form.env
        self.draw = draw
        self.serial = itertools.count(1)
        self.given = {}

    def live(self):
        """One step of its life; its name."""
        step = self.draw(
            st.sampled_from([self.edit, self.republish, self.republish, self.submit])
        )
        return self.attempt(step)

    def attempt(self, step):
        """Take a step, or be refused as a person would be; its name."""
        try:
            with self.env.cr.savepoint():
                step()
        except UserError:
            self.env.invalidate_all()
        return step.__name__

    def begin(self):
        """A form of a few questions, two of them with options, published."""
        document = copy.deepcopy(self.form._to_document())
        for kind in (*CHOICES[:2], None, None):
            self.add_question(document, kind)
        self.add_section(document, is_repeating=True)
        self.form._apply_document(document)
        self.publish()

    def edit(self):
        """One to three changes, as the builder saves them."""
        document = copy.deepcopy(self.form._to_document())
        for _time in range(self.draw(st.integers(1, 3))):
            self.draw(
                st.sampled_from(
                    [
                        self.add_question,
                        self.add_question,
                        self.remove_question,
                        self.relabel,
                        self.retype,
                        self.change_options,
                        self.change_rules,
                        self.depend,
                        self.reorder,
                        self.add_section,
                        self.translate,
                    ]
                )
            )(document)
        self.form._apply_document(document)

    def republish(self):
        """Change the form and publish what came of it."""
        self.edit()
        self.publish()

    def publish(self):
        """Freeze the draft, if it can be."""
        self.form.action_publish()

    def submit(self):
        """Fill in the current version, mostly right; remember what was said."""
        schema = self.form.current_version_id.schema or {"sections": []}
        raw = self.typed_answers(input_fields(schema, with_internal=True))
        submission = self.form._submit(raw, channel="staff")
        self.given[submission] = self.reading(submission)

    def typed_answers(self, fields):
        """Answers to most of the questions."""
        return {
            field["key"]: self.typed(field)
            for field in fields
            if self.draw(st.integers(0, 4))
        }

    def typed(self, field):
        """Something a person could answer."""
        if FIELD_TYPES[field["type"]].has_rows:
            count = self.draw(st.integers(1, 2))
            return [self.typed_answers(field["fields"]) for _row in range(count)]
        if field["type"] == "attachment":
            return [UploadedFile.of("licence.pdf", PDF)]
        if not FIELD_TYPES[field["type"]].has_options:
            return self.draw(st.sampled_from(TYPED[field["type"]]))
        keys = [option["key"] for option in field["options"]]
        if field["type"] == "multi":
            return self.draw(st.lists(st.sampled_from(keys), unique=True, min_size=1))
        return self.draw(st.sampled_from(keys))

    @staticmethod
    def reading(submission):
        """All a submission says: what is kept, and as a person reads it."""
        return {
            "kept": copy.deepcopy(submission.answers._values),
            "rows": [
                (row.section_key, row.sequence, copy.deepcopy(row.answers._values))
                for row in submission.row_ids.sorted("id")
            ],
            "en_US": submission._answered_sections("en_US"),
            "zh_CN": submission._answered_sections("zh_CN"),
            "printed": str(submission.answers_as_given),
        }

    # ------------------------------------------------------------
    # Edits of the document
    # ------------------------------------------------------------

    def question(self, document, kinds=KINDS):
        """Some question of the document, archived or not; empty without any."""
        questions = [
            field
            for section in document["sections"]
            for field in section["fields"]
            if field["type"] in kinds
        ]
        return self.draw(st.sampled_from(questions)) if questions else {}

    def new_options(self):
        count = self.draw(st.integers(1, 3))
        return [
            {"key": f"o{next(self.serial)}", "name": {"en_US": f"Option {n}"}}
            for n in range(count)
        ]

    def add_question(self, document, kind=None):
        """A new question somewhere."""
        kind = kind or self.draw(st.sampled_from(KINDS))
        section = self.draw(st.sampled_from(document["sections"]))
        section["fields"].insert(
            self.draw(st.integers(0, len(section["fields"]))),
            {
                "key": f"q{next(self.serial)}",
                "type": kind,
                "name": {"en_US": self.draw(st.sampled_from(LABELS))},
                "is_unique": self.draw(st.booleans()),
                "options": self.new_options() if kind in CHOICES else [],
            },
        )

    def remove_question(self, document):
        """As the builder's bin does."""
        gone = self.question(document).get("key")
        for section in document["sections"]:
            section["fields"] = [
                field for field in section["fields"] if field["key"] != gone
            ]

    def relabel(self, document):
        """Another label: old answers keep theirs."""
        self.question(document)["name"] = {"en_US": self.draw(st.sampled_from(LABELS))}

    def translate(self, document):
        """A Chinese label beside the English one."""
        question = self.question(document)
        question["name"] = {**question.get("name", {"en_US": "?"}), "zh_CN": "问题"}

    def retype(self, document):
        """Any other type, which is mostly refused once published."""
        question = self.question(document)
        question["type"] = self.draw(st.sampled_from(KINDS))
        if question["type"] in CHOICES and not question.get("options"):
            question["options"] = self.new_options()

    def change_options(self, document):
        """Options added, taken away, replaced and renamed."""
        options = self.question(document, CHOICES).get("options")
        if options:
            old = options.pop(self.draw(st.integers(0, len(options) - 1)))
            (new,) = self.new_options()[:1]
            options.append(new)
            if self.draw(st.booleans()):
                options.append({**old, "active": False, "successor": new["key"]})

    def change_rules(self, document):
        """Required, shorter, hidden from lists, archived ..."""
        question = self.question(document)
        name = self.draw(
            st.sampled_from(["is_required", "is_unique", "is_listed", "active"])
        )
        question[name] = not question.get(name, True)
        question["max_length"] = self.draw(st.sampled_from([0, 2, 255]))

    def depend(self, document):
        """Asked only when an earlier question was answered."""
        question, asked = self.question(document), self.question(document)
        if question and asked:
            question["condition"] = {"field": asked["key"], "is": "filled"}

    def reorder(self, document):
        """The questions of a section in another order, the sections too."""
        for entries in (
            document["sections"],
            *(section["fields"] for section in document["sections"]),
        ):
            entries[:] = self.draw(st.permutations(entries))

    def add_section(self, document, is_repeating=None):
        """A new section, repeating or not, which takes half the questions of another."""
        if is_repeating is None:
            is_repeating = self.draw(st.booleans())
        other = self.draw(st.sampled_from(document["sections"]))
        half = len(other["fields"]) // 2
        document["sections"].append(
            {
                "key": f"section_{next(self.serial)}",
                "name": {"en_US": "More"},
                "is_internal": self.draw(st.booleans()),
                "is_repeating": is_repeating,
                "fields": other["fields"][half:],
            }
        )
        other["fields"] = other["fields"][:half]
