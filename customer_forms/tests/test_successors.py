"""Old answers counted as answers to what took the place of a question or an option.

What is read, searched, ordered, grouped and exported agree.
"""

from odoo.exceptions import ValidationError
from odoo.tests import BaseCase, tagged

from ..rules.successors import Succession
from .common import CustomerFormsCommon


@tagged("-at_install", "post_install")
class TestSuccession(BaseCase):
    def test_an_answer_of_its_own_comes_first(self):
        props = [
            {"name": "new", "type": "char", "value": "own"},
            {"name": "old", "type": "char", "value": "former"},
        ]
        succession = Succession({"old": "new"}, {})
        self.assertEqual(
            succession.count(props), [{"name": "new", "type": "char", "value": "own"}]
        )
        self.assertEqual(succession.count(props[1:]), [])
        props[0]["value"] = False
        self.assertEqual(succession.count(props)[0]["value"], "former")

    def test_zero_is_an_answer(self):
        props = [{"name": "new", "value": 0}, {"name": "old", "value": 5}]
        self.assertEqual(Succession({"old": "new"}, {}).count(props)[0]["value"], 0)


@tagged("-at_install", "post_install")
class TestSuccessors(CustomerFormsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.form = cls._publish(
            cls._create_form(
                [
                    {"key": "by", "type": "select", "options": ["fax", "mail", "tel"]},
                    {"key": "wants", "type": "multi", "options": ["a", "b", "c"]},
                    {"key": "old_text", "type": "text"},
                    {"key": "old_kind", "type": "radio", "options": ["big", "small"]},
                    {"key": "old_count", "type": "integer"},
                    {"key": "old_day", "type": "date"},
                    {"key": "plain", "type": "text"},
                ]
            )
        )
        cls.one, cls.two, cls.three = (
            cls._submit(cls.form, answers)
            for answers in (
                {"by": "fax", "wants": ["a", "b"], "old_text": "Alpha", "plain": "p"},
                {"by": "mail", "wants": ["b"], "old_kind": "big", "old_count": "0"},
                {"by": "tel", "old_kind": "small", "old_day": "2026-03-05"},
            )
        )
        section = cls.form.section_ids
        for key, type_, options in [
            ("new_text", "longtext", ()),
            ("newest_text", "text", ()),
            ("new_kind", "multi", ("big", "medium")),
            ("new_count", "money", ()),
            ("new_day", "date", ()),
        ]:
            section.field_ids.create(
                {
                    "section_id": section.id,
                    **cls._field_vals(99, key=key, type=type_, options=options),
                }
            )
        for old, new in [
            ("old_text", "new_text"),
            ("new_text", "newest_text"),
            ("old_kind", "new_kind"),
            ("old_count", "new_count"),
            ("old_day", "new_day"),
        ]:
            cls._field(cls.form, old).write(
                {"active": False, "successor_id": cls._field(cls.form, new).id}
            )
        cls._publish_first_new(cls)
        cls.four = cls._submit(
            cls.form,
            {"by": "mail", "newest_text": "Beta", "new_kind": ["medium", "big"]}
            | {"new_count": "3", "new_day": "2026-03-09"},
        )
        cls.all = cls.one + cls.two + cls.three + cls.four
        cls.counted = cls.all.with_context(customer_answers="successor")

    @staticmethod
    def _publish_first_new(cls):
        """Version 2 asks ``new_text``, version 3 no longer; fax, then tel become mail."""
        cls._publish(cls.form)
        cls._field(cls.form, "new_text").active = False
        options = cls._field(cls.form, "by").option_ids
        fax, mail, tel = options
        fax.write({"active": False, "successor_id": tel.id})
        tel.write({"active": False, "successor_id": mail.id})
        a, b, _c = cls._field(cls.form, "wants").option_ids
        a.write({"active": False, "successor_id": b.id})
        cls._publish(cls.form)

    def _read(self, records):
        """{key: [value for each record]}"""
        read = {}
        records.invalidate_recordset()
        for row in records.read(["answers"]):
            for prop in row["answers"]:
                read.setdefault(prop["name"], []).append(prop.get("value") or False)
        return read

    def test_what_is_read(self):
        read = self._read(self.counted)
        self.assertEqual(read["by"], ["mail"] * 4)
        self.assertEqual(read["wants"], [["b"], ["b"], False, False])
        self.assertEqual(read["newest_text"], ["Alpha", False, False, "Beta"])
        self.assertEqual(
            read["new_kind"], [False, ["big"], ["small"], ["medium", "big"]]
        )
        self.assertEqual(read["new_day"], [False, False, "2026-03-05", "2026-03-09"])
        self.assertEqual(read["plain"], ["p", False, False, False])
        self.assertFalse({"old_text", "new_text", "old_kind"} & set(read))

    def test_the_original_is_read_by_default(self):
        read = self._read(self.all)
        self.assertEqual(read["by"], ["fax", "mail", "tel", "mail"])
        self.assertEqual(read["old_text"], ["Alpha", False, False, False])
        self.assertIn(
            "Fax", self.one.with_context(customer_answers="successor").answers_as_given
        )

    def test_search_agrees_with_what_is_read(self):
        read = self._read(self.counted)
        domain = [("form_id", "=", self.form.id)]
        for key, operator, value, matches in [
            ("by", "=", "mail", lambda given: given == "mail"),
            ("by", "!=", "mail", lambda given: given != "mail"),
            ("by", "in", ["fax", "tel"], lambda given: given in ("fax", "tel")),
            ("wants", "in", ["b"], lambda given: given and "b" in given),
            ("wants", "in", ["a"], lambda given: given and "a" in given),
            ("newest_text", "ilike", "alp", lambda given: given and "Alp" in given),
            ("newest_text", "not ilike", "alp", lambda given: given != "Alpha"),
            ("newest_text", "!=", False, bool),
            ("newest_text", "=", False, lambda given: not given),
            ("new_kind", "in", ["small"], lambda given: given and "small" in given),
            ("new_day", "<", "2026-03-06", lambda given: given == "2026-03-05"),
            ("new_day", "=", False, lambda given: not given),
            ("old_text", "!=", False, lambda given: False),
            ("plain", "=", "p", lambda given: given == "p"),
        ]:
            with self.subTest(key=key, operator=operator, value=value):
                found = self.counted.search(
                    [*domain, (f"answers.{key}", operator, value)]
                )
                given = read.get(key, [False] * 4)
                expected = [
                    record.id
                    for record, each in zip(self.all, given, strict=True)
                    if matches(each)
                ]
                self.assertEqual(sorted(found.ids), sorted(expected))

    def test_groups_agree_with_what_is_read(self):
        read = self._read(self.counted)
        for key in ("by", "wants", "newest_text", "new_kind", "new_count"):
            with self.subTest(key):
                groups = self.counted.formatted_read_group(
                    [("form_id", "=", self.form.id)], [f"answers.{key}"], ["__count"]
                )
                counts = {}
                for each in read[key]:
                    for value in each if isinstance(each, list) else [each]:
                        counts[value] = counts.get(value, 0) + 1
                for group in groups:
                    value = group[f"answers.{key}"]
                    value = value[0] if isinstance(value, tuple | list) else value
                    domain = group["__extra_domain"]
                    found = self.counted.search_count(
                        [("form_id", "=", self.form.id), *domain]
                    )
                    self.assertEqual(found, group["__count"], group)
                    if key != "new_count":  # a group says 0 where there is none
                        self.assertEqual(group["__count"], counts.pop(value, 0), group)

    def test_order_agrees_with_what_is_read(self):
        found = self.counted.search(
            [("answers.newest_text", "!=", False)], order="answers.newest_text desc"
        )
        self.assertEqual(found & self.all, self.four + self.one)

    def test_export_agrees_with_what_is_read(self):
        rows = self.counted.export_data(["number", "answers.by", "answers.new_kind"])
        self.assertEqual({row[1] for row in rows["datas"]}, {"Mail"})

    def test_what_has_no_match_keeps_its_own_name(self):
        definition = self.counted.get_property_definition("answers.new_kind")
        self.assertEqual(
            [option[:2] for option in definition["tags"]],
            [["big", "Big"], ["medium", "Medium"], ["small", "Small"]],
        )

    def test_options_are_matched_by_their_label(self):
        form = self._publish(
            self._create_form(
                [{"key": "one", "type": "select", "options": ["left", "right"]}]
            )
        )
        submission = self._submit(form, {"one": "left"})
        section = form.section_ids
        other = section.field_ids.create(
            {"section_id": section.id, "key": "two", "name": "Two", "type": "radio"}
        )
        other.option_ids.create(
            [
                {"field_id": other.id, "key": "l", "name": "Left"},
                {"field_id": other.id, "key": "r", "name": "Right"},
            ]
        )
        self._field(form, "one").write({"active": False, "successor_id": other.id})
        self._publish(form)
        counted = submission.with_context(customer_answers="successor")
        self.assertEqual(self._read(counted)["two"], ["l"])
        self.assertEqual(counted.search([("answers.two", "=", "l")]), submission)

    def test_a_successor_counts_once_it_is_published(self):
        fresh = self._publish(self._create_form([{"key": "was"}, {"key": "is_now"}]))
        submission = self._submit(fresh, {"was": "here"})
        self._field(fresh, "was").write(
            {"active": False, "successor_id": self._field(fresh, "is_now").id}
        )
        counted = submission.with_context(customer_answers="successor")
        self.assertEqual(self._read(counted)["was"], ["here"])
        self._publish(fresh)
        self.assertEqual(self._read(counted)["is_now"], ["here"])

    def test_queries_do_not_grow(self):
        def queries(records):
            self.env.flush_all()
            records.invalidate_recordset()
            before = self.env.cr.sql_log_count
            records.read(["answers"])
            return self.env.cr.sql_log_count - before

        queries(self.counted)
        self.assertEqual(queries(self.counted[:1]), queries(self.counted))
        self.assertEqual(queries(self.all), queries(self.counted))

    def test_what_cannot_take_a_place(self):
        fresh = self._create_form(
            [
                {"key": "a"},
                {"key": "b"},
                {"key": "n", "type": "integer"},
                {"key": "k", "type": "select", "options": ["x", "y"]},
            ]
        )
        a, b, number, kind = (self._field(fresh, key) for key in "abnk")
        x, y = kind.option_ids
        a.successor_id = b
        x.successor_id = y
        for record, successor in [
            (b, a),
            (a, a),
            (a, number),
            (a, self._field(self.form, "plain")),
            (y, x),
            (y, self._field(self.form, "by").option_ids[0]),
        ]:
            with self.subTest(record=record), self.assertRaises(ValidationError):
                record.successor_id = successor
