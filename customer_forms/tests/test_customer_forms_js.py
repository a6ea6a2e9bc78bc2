"""The browser's half of the rules: same cases, same verdicts."""

import json
from pathlib import Path

from odoo.tests import HttpCase, no_retry, tagged

from .common import CustomerFormsCommon

RUN_CASES = """
(async () => {
    const modules = odoo.loader.modules;
    const { runCases } = await import("/customer_forms/static/tests/case_runner.js");
    const compared = await runCases(
        {
            check: modules.get("@customer_forms/rules/engine").check,
            holds: modules.get("@customer_forms/rules/conditions").holds,
        },
        async (file) => (await fetch(`/customer_forms/static/tests/${file}`)).json()
    );
    if (compared !== %(all)s) {
        throw new Error(`only ${compared} cases were compared`);
    }
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


@tagged("-at_install", "post_install")
class TestCustomerFormsJs(CustomerFormsCommon, HttpCase):
    def test_both_engines_agree(self):
        self._publish(self._create_form(slug="js-test"))
        self.browser_js(
            "/forms/js-test",
            RUN_CASES % {"all": self._count_cases()},
            "odoo.loader.modules.has('@customer_forms/rules/engine')",
        )

    def _count_cases(self):
        files = (Path(__file__).parents[1] / "static" / "tests").glob("*_cases.json")
        cases = [
            each for file in files for each in json.loads(file.read_text())["cases"]
        ]
        return sum(not case.get("server_only") for case in cases)

    @no_retry
    def test_unit_desktop(self):
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
            "&filter=%22@customer_forms%22",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
