"""The browser's half of the rules: same cases, same verdicts."""

from odoo.tests import HttpCase, no_retry, tagged

from .common import CustomerFormsCommon

RUN_CASES = """
(async () => {
    const { check } = odoo.loader.modules.get("@customer_forms/rules/engine");
    const { cases } = await (
        await fetch("/customer_forms/static/tests/rule_cases.json")
    ).json();
    const sorted = (value) => JSON.stringify(value ?? null);
    let compared = 0;
    for (const { field, raw, value, codes, server_only } of cases) {
        if (server_only) {
            continue;
        }
        const options = (field.options || []).map((key) => ({ key, label: {} }));
        const verdict = check([{ key: "q", label: {}, ...field, options }], { q: raw });
        const found = verdict.issues.map(({ code }) => code);
        if (sorted(found) !== sorted(codes || []) || sorted(verdict.values.q) !== sorted(value)) {
            throw new Error(`${JSON.stringify({ field, raw })} gave ${sorted(verdict)}`);
        }
        compared += 1;
    }
    const { holds } = odoo.loader.modules.get("@customer_forms/rules/conditions");
    const conditions = await (
        await fetch("/customer_forms/static/tests/condition_cases.json")
    ).json();
    for (const { tree, values, holds: expected } of conditions.cases) {
        if (holds(tree, values) !== expected) {
            throw new Error(`${JSON.stringify({ tree, values })} is not ${expected}`);
        }
        compared += 1;
    }
    if (compared < 170) {
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
            RUN_CASES,
            "odoo.loader.modules.has('@customer_forms/rules/engine')",
        )

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
