/**
 * Runs the shared cases through the browser's half of the rules; the server's half runs
 * them in `tests/test_rules.py`.
 */

const TODAY = "2026-03-05";
const text = (value) => JSON.stringify(value ?? null);
const sorted = (keys) => [...(keys || [])].sort();
const withOptions = (field) => ({
    key: "q",
    label: {},
    ...field,
    options: (field.options || []).map((key) => ({ key, label: {} })),
    fields: field.fields?.map(withOptions),
});

function compare(label, found, expected) {
    if (text(found) !== text(expected)) {
        throw new Error(`${label} gave ${text(found)}, not ${text(expected)}`);
    }
}

/** One question: what is kept of an answer, and which rules it breaks. */
function runRuleCase({ check }, { field, raw, value, codes }) {
    const verdict = check([withOptions(field)], { q: raw }, { today: TODAY });
    const found = verdict.issues.map(({ code }) => code);
    compare(text({ field, raw }), [verdict.values.q, found], [value ?? null, codes || []]);
}

/** Whether a condition is met. */
function runConditionCase({ holds }, { tree, values, holds: expected }) {
    compare(text({ tree, values }), holds(tree, values), expected);
}

/** A form of several questions: paths and codes of what is wrong with it. */
function runFormCase({ check }, { name, fields, raw, rules, today, ...expected }) {
    const verdict = check(fields.map(withOptions), raw, { today: today || TODAY, rules });
    const found = (issues) => issues.map(({ field, code }) => `${field} ${code}`);
    compare(`${name}: values`, verdict.values, expected.values || {});
    compare(`${name}: issues`, found(verdict.issues), expected.issues || []);
    compare(`${name}: warnings`, found(verdict.warnings), expected.warnings || []);
    if (expected.hidden) {
        compare(`${name}: hidden`, sorted(verdict.hidden), sorted(expected.hidden));
    }
    if (expected.required) {
        compare(`${name}: required`, sorted(verdict.required), sorted(expected.required));
    }
    if (expected.params) {
        const [{ params }] = [...verdict.issues, ...verdict.warnings];
        compare(`${name}: params`, params, expected.params);
    }
}

export const RUNNERS = {
    "rule_cases.json": runRuleCase,
    "condition_cases.json": runConditionCase,
    "form_cases.json": runFormCase,
};

/**
 * @param {{check: Function, holds: Function}} engine
 * @param {Function} read async: file name -> parsed JSON
 * @returns {Promise<number>} how many cases were compared
 * @throws {Error} naming the case in which the engines differ
 */
export async function runCases(engine, read) {
    let compared = 0;
    for (const [file, run] of Object.entries(RUNNERS)) {
        const { cases } = await read(file);
        for (const each of cases.filter((each) => !each.server_only)) {
            run(engine, each);
            compared += 1;
        }
    }
    return compared;
}
