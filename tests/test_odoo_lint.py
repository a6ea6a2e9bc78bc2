"""Odoo's own checks of its source (module test_lint), held against this suite's addons.

Odoo runs them over everything on its path; here they see only our addons, so a flaw of
Odoo's does not count and a run takes seconds.
"""

import ast
import logging
from pathlib import Path
from unittest.mock import patch

from odoo.modules import Manifest
from odoo.modules.registry import Registry

from odoo.addons.test_lint.tests import (
    test_docstring,
    test_dunderinit,
    test_i18n,
    test_index,
    test_jstranslate,
    test_manifests,
    test_markers,
    test_naming,
    test_onchange_domains,
    test_orm_import,
    test_override_signatures,
    test_pofile,
    test_routes,
    test_test_holes,
)

ROOT = Path(__file__).parent.parent
OURS = sorted(path.parent.name for path in ROOT.glob("*/__manifest__.py"))


class OurAddonsOnly:
    """Narrow what a check looks at, and take its warnings for failures."""

    def setUp(self):
        super().setUp()
        self.start(
            patch.object(
                Manifest,
                "all_addon_manifests",
                lambda: [Manifest.for_addon(name) for name in OURS],
            )
        )
        self.warnings = []
        handler = logging.Handler(logging.WARNING)
        handler.emit = lambda record: self.warnings.append(record.getMessage())
        logger = logging.getLogger("odoo.addons.test_lint")
        logger.addHandler(handler)
        self.addCleanup(logger.removeHandler, handler)

    def start(self, patcher):
        patcher.start()
        self.addCleanup(patcher.stop)

    def tearDown(self):
        super().tearDown()
        # Some checks only log what they find, about Odoo's addons as well.
        ours = [text for text in self.warnings if any(name in text for name in OURS)]
        self.assertFalse(ours, "\n".join(ours))


class OurModelsOnly(OurAddonsOnly):
    """Show the check only the models that an addon of ours defines or extends."""

    def setUp(self):
        super().setUp()
        module = self.checks

        def our_models(database):
            return {
                name: model
                for name, model in Registry(database).items()
                if any(getattr(base, "_module", "") in OURS for base in model.mro())
            }

        self.start(patch.object(module, "Registry", our_models))


class TestDocstring(OurModelsOnly, test_docstring.TestDocstring):
    checks = test_docstring


class TestNaming(OurModelsOnly, test_naming.TestNaming):
    checks = test_naming


class TestOverrideSignatures(
    OurModelsOnly, test_override_signatures.TestLintOverrideSignatures
):
    checks = test_override_signatures


class TestDunderinit(OurAddonsOnly, test_dunderinit.TestDunderinit):
    pass


class TestI18n(OurAddonsOnly, test_i18n.TestI18n):
    pass


class TestIndex(OurAddonsOnly, test_index.TestIndex):
    pass


class TestJsTranslations(OurAddonsOnly, test_jstranslate.TestJsTranslations):
    pass


class TestManifests(OurAddonsOnly, test_manifests.ManifestLinter):
    pass


class TestOnchangeDomains(OurAddonsOnly, test_onchange_domains.TestOnchangeDomains):
    pass


class TestOrmImport(OurAddonsOnly, test_orm_import.TestDunderinit):
    pass


class TestRoutes(OurAddonsOnly, test_routes.RoutesLinter):
    pass


class TestTestHoles(OurAddonsOnly, test_test_holes.TestTestHoles):
    pass


class TestTranslationTemplates(OurAddonsOnly, test_pofile.PotLinter):
    def setUp(self):
        super().setUp()
        self.start(patch.object(test_pofile, "get_modules", lambda: OURS))


class TestConflictMarkers(OurAddonsOnly, test_markers.TestConflictMarkers):
    def test_conflict_markers(self):
        """The original walks all of Odoo: only its check of one file is taken."""
        for name in OURS:
            for path in sorted((ROOT / name).rglob("*")):
                if path.suffix in test_markers.EXTENSIONS:
                    self.check_file(path)


def test_the_checks_see_our_addons():
    """Were the list of addons empty, every check above would pass."""
    assert OURS
    for name in OURS:
        manifest = ast.literal_eval((ROOT / name / "__manifest__.py").read_text())
        assert manifest["version"].startswith("19.0."), name
