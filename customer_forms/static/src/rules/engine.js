import { breaches } from "./form_rules";
import { Level } from "./level";

/** What is found on the way, wherever on the page it is. */
class Findings {
    issues = [];
    warnings = [];
    hidden = [];
    required = [];

    constructor(today) {
        this.today = today;
    }

    note(field, { code, params }, isWarning = false) {
        (isWarning ? this.warnings : this.issues).push({ field, code, params });
    }
}

/** The day of the visitor's clock as YYYY-MM-DD. */
function localToday() {
    const now = new Date();
    const pad = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/**
 * The rules of `customer_forms/rules/engine.py` for the browser. The server's verdict is
 * the truth; this one is only quicker.
 *
 * @param {Object[]} fields the input fields of a schema, in order
 * @param {Object} raw field key -> typed text, list of option keys, list of files, or list
 *  of such objects for a repeating section
 * @param {Object} [options]
 * @param {string} [options.today] the day where the form's company is, as YYYY-MM-DD
 * @param {Object[]} [options.rules] the rules of the schema
 * @returns {{values: Object, issues: Object[], warnings: Object[], hidden: string[],
 *  required: string[]}} issues and warnings as {field, code, params}; hidden are the keys
 *  of the questions that do not apply, required of those that must be answered. In a
 *  repeating section a key is the path `section:row:field`.
 */
export function check(fields, raw, { today = localToday(), rules = [] } = {}) {
    const findings = new Findings(today);
    const page = new Level(fields, raw, findings);
    page.read();
    page.judge();
    for (const rule of rules) {
        const { key, terms, is, level, field, value } = rule;
        const params = { rule: key, terms, is, other: field || value };
        for (const path of breaches(rule, page)) {
            findings.note(path, { code: "rule", params }, level === "warning");
        }
    }
    const { issues, warnings, hidden, required } = findings;
    return { values: page.values, issues, warnings, hidden, required };
}
