"""The ready templates are what was asked for (F12), several core needs at once included (F10)."""

from pathlib import Path

from odoo.tests import tagged

from .common import CustomerFormsCommon

FACTS = Path(__file__).with_name("template_facts.txt")


def read_facts():
    """The table as nested lists: (form cells, [(section cells, [question cells])])."""
    forms = []
    for line in FACTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, cells = line[0], line.strip("=- ").split(" | ")
        if kind == "=":
            forms.append((cells, []))
        elif kind == "-":
            forms[-1][1].append((cells, []))
        else:
            forms[-1][1][-1][1].append(cells)
    return forms


@tagged("-at_install", "post_install")
class TestTemplates(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env = cls.env(context={**cls.env.context, "active_test": False})

    def _assert_named(self, record, english, chinese):
        self.assertEqual(record.with_context(lang="en_US").name, english)
        self.assertEqual(record.with_context(lang="zh_CN").name, chinese)

    def test_sections_and_questions_are_as_asked(self):
        for (code, english, chinese, pattern), sections in read_facts():
            form = self.env.ref(f"customer_forms.form_{code}")
            with self.subTest(code):
                self._assert_named(form, english, chinese)
                self.assertEqual(form.number_pattern, pattern)
                self.assertEqual(len(form.section_ids), len(sections))
                for section, (cells, questions) in zip(
                    form.section_ids, sections, strict=True
                ):
                    self._check_section(section, cells, questions)

    def _check_section(self, section, cells, questions):
        self._assert_named(section, *cells[:2])
        self.assertEqual(section.is_repeating, "repeats" in cells)
        self.assertEqual(
            section.field_ids.mapped("name"), [cells[1] for cells in questions]
        )
        for field, cells in zip(section.field_ids, questions, strict=True):
            with self.subTest(f"{section.form_id.name}: {field.name}"):
                self._check_question(field, *cells)

    def _check_question(self, field, kind, english, chinese, *more):
        self._assert_named(field, english, chinese)
        self.assertEqual(field.type, kind.rstrip("*"))
        self.assertEqual(field.is_required, kind.endswith("*"))
        for cell in more:
            name, is_setting, value = cell.partition(": ")
            if is_setting:
                self.assertEqual(str(field[name]), value)
            else:
                self._check_options(field, cell.split(", "))

    def _check_options(self, field, options):
        self.assertEqual(len(field.option_ids), len(options))
        for option, named in zip(field.option_ids, options, strict=True):
            english, chinese = named.split("=")
            self.assertEqual(option.with_context(lang="zh_CN").name, chinese)
            # The words stand alone here: a capital letter first.
            self.assertEqual(option.name.lower(), english.lower())

    def test_every_template_can_be_published_and_filled_in(self):
        answers = {
            "text": "Ann",
            "longtext": "Two lines",
            "date": "2026-01-31",
            "phone": "13900001001",
            "email": "ann@example.com",
            "rating": "5",
            "region": "浙江省/杭州市/西湖区",
            "id_card": "360426199101010071",
            "uscc": "91110000600037341L",
            "attachment": [self._file()],
        }
        for (code, *_cells), _sections in read_facts():
            form = self.env.ref(f"customer_forms.form_{code}")
            with self.subTest(code):
                raw = {}
                for section in form.section_ids:
                    page = {
                        field.key: answers[field.type]
                        if field.type in answers
                        else field.option_ids[0].key
                        for field in section.field_ids
                        if field.type != "number"
                    }
                    raw |= {section.key: [page]} if section.is_repeating else page
                form.action_publish()
                submission = form._submit(raw, channel="staff")
                self.assertTrue(submission.answers_as_given)
                self.assertEqual(
                    len(submission.row_ids),
                    len(form.section_ids.filtered("is_repeating")),
                )
