"""Every term is translated, and no translation is left of a term that is gone."""

import io
from pathlib import Path

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import trans_export

ROOT = Path(__file__).parent.parent
ADDONS = sorted(path.parent.name for path in ROOT.glob("customer_*/__manifest__.py"))
LANGUAGES = ["zh_CN"]


def _key(entry):
    return entry.msgctxt, entry.msgid


@tagged("-at_install", "post_install")
class TestTranslations(TransactionCase):
    def _current_terms(self, addon):
        """The terms of the source as it is, exported the way Odoo does."""
        exported = io.BytesIO()
        trans_export(None, [addon], exported, "po", self.env)
        return {_key(entry) for entry in polib.pofile(exported.getvalue().decode())}

    def test_there_is_something_to_translate(self):
        self.assertGreater(len(ADDONS), 2)

    def test_terms_are_current_and_translated(self):
        for addon in ADDONS:
            current = self._current_terms(addon)
            self.assertGreater(len(current), 20)
            folder = ROOT / addon / "i18n"
            template = polib.pofile(str(folder / f"{addon}.pot"))
            with self.subTest(addon, file="pot"):
                self.assertEqual(current, {_key(entry) for entry in template})
            for language in LANGUAGES:
                catalog = polib.pofile(str(folder / f"{language}.po"))
                with self.subTest(addon, file=language):
                    self.assertEqual(current, {_key(entry) for entry in catalog})
                    self.assertEqual(
                        [entry.msgid for entry in catalog if not entry.translated()], []
                    )
                    self.assertEqual(self._lost_on_the_way(catalog), [])

    def _lost_on_the_way(self, catalog):
        """Terms of scripts that the browser is not given: merging two catalogs may lose
        the comment that Odoo goes by."""
        return [
            entry.msgid
            for entry in catalog
            if any("/static/src/" in place for place, _line in entry.occurrences)
            and "odoo-javascript" not in entry.comment
        ]
