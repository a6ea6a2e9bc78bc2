"""Doctests of what is plain Python, and tables for the number patterns (F9)."""

import doctest

from odoo.tests import BaseCase, tagged

from ..rules.types import base
from ..tools import (
    field_key,
    file_kind,
    masking,
    number_pattern,
    phone,
    region_names,
    regions,
)

MODULES = (
    file_kind,
    masking,
    number_pattern,
    phone,
    region_names,
    regions,
    base,
    field_key,
)


@tagged("-at_install", "post_install")
class TestTools(BaseCase):
    def test_docstrings_tell_the_truth(self):
        for module in MODULES:
            with self.subTest(module.__name__):
                outcome = doctest.testmod(module)
                self.assertGreater(outcome.attempted, 0)
                self.assertEqual(outcome.failed, 0)

    def test_number_patterns_that_cannot_be_read(self):
        for pattern, reason in [
            ("C{year}", "number_serial"),
            ("C{serial}", "number_serial"),
            ("{serial:04d}{serial:04d}", "number_serial"),
            ("{year}{date}{serial:04d}", "number_placeholder"),
            ("{month}{serial:04d}", "number_placeholder"),
            ("C %{serial:04d}", "number_text"),
            ("C{{serial:04d}", "number_text"),
        ]:
            with self.subTest(pattern), self.assertRaisesRegex(ValueError, reason):
                number_pattern.parse(pattern)
