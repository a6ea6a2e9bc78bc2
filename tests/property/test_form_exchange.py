"""Forms as files, as properties: no JSON makes the check of a document fail, and a form
that went through a workbook is the same form."""

from form_documents import documents
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.customer_forms.document_messages import MESSAGES
from odoo.addons.customer_forms.messages import MESSAGES as ENGINE_MESSAGES
from odoo.addons.customer_forms.tests.form_documents import LANGS
from odoo.addons.customer_forms.tools.form_document import check_document
from odoo.addons.customer_forms.tools.form_file import read_form_file
from odoo.addons.customer_forms.tools.workbook import write_workbook


@tagged("-at_install", "post_install")
class TestFormExchange(BaseCase):
    @given(documents(), st.booleans())
    @settings(max_examples=80, deadline=None)
    def test_a_form_survives_a_workbook(self, document, has_all):
        content = write_workbook(document, LANGS, "en_US", str, has_all=has_all)
        reading = read_form_file(content, LANGS)
        if document["sections"]:
            self.assertEqual(reading.findings, [])
        self.assertEqual(reading.document, document)

    @given(
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats()
            | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=4)
                | st.dictionaries(
                    st.sampled_from(
                        [
                            *(
                                "format",
                                "form",
                                "sections",
                                "fields",
                                "options",
                                "rules",
                            ),
                            *("key", "type", "name", "condition", "of", "match", "is"),
                            *("field", "value", "terms", "pattern", "max_rows"),
                        ]
                    ),
                    inner,
                    max_size=6,
                )
            ),
            max_leaves=40,
        )
    )
    @settings(max_examples=150, deadline=None)
    def test_no_json_makes_the_check_fail(self, anything):
        for problem in check_document(anything):
            self.assertIn(problem.code, {**MESSAGES, **ENGINE_MESSAGES})

    @given(documents(), st.data())
    @settings(max_examples=60, deadline=None)
    def test_nor_does_a_form_with_something_odd_in_it(self, good, data):
        self.assertEqual(check_document(good), [])
        places = list(self._places(good))
        owner, name = data.draw(st.sampled_from(places))
        owner[name] = data.draw(
            st.sampled_from([None, True, -1, 1e400, "", "x", [], [{}], {}, {"a": 1}])
        )
        check_document(good)

    def _places(self, value):
        names = value if isinstance(value, dict) else range(len(value))
        for name in names:
            yield value, name
            if isinstance(value[name], (dict, list)):
                yield from self._places(value[name])
