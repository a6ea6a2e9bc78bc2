import { describe, expect, test } from "@odoo/hoot";
import { check } from "@customer_forms/rules/engine";
import { sentence } from "@customer_forms/rules/messages";

describe.current.tags("headless");

const RULES = {
    today: "2026-03-05",
    messages: { too_early: "Not before %(earliest)s.", pattern: "Wrong format." },
    rules: [
        { key: "sum", terms: ["a", "b"], is: "equal", value: 3, message: "a + b must be 3." },
    ],
    fields: [
        { key: "a", type: "integer" },
        { key: "b", type: "integer" },
        { key: "day", type: "date", earliest: "today" },
    ],
};

test("a broken rule between questions speaks in the words the page carries", () => {
    const { issues } = check(RULES.fields, { a: "1", b: "1", day: "2026-03-04" }, RULES);
    expect(issues.map((issue) => [issue.field, sentence(issue, undefined, RULES)])).toEqual([
        ["day", "Not before 2026-03-05."],
        ["b", "a + b must be 3."],
    ]);
});

test("a question in a row without words of its own has the common ones", () => {
    const issue = { field: "rows:0:code", code: "pattern", params: {} };
    expect(sentence(issue, undefined, RULES)).toBe("Wrong format.");
});
