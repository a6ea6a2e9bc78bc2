import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { allowTranslations } from "@web/../tests/web_test_helpers";
import { updateField } from "@customer_forms/builder/model/document";
import {
    conditionSentence,
    dayWords,
    questionSentence,
    ruleSentence,
} from "@customer_forms/builder/model/sentences";
import { field, sampleData, sampleDocument, words } from "./sample_form";

describe.current.tags("headless");
beforeEach(allowTranslations);

const settings = Object.fromEntries(sampleData().types.map((type) => [type.key, type.settings]));
const isCompany = { field: "kind", is: "equal", value: "company" };

function say(values, type = "text") {
    const question = field("Mobile", type, values);
    return questionSentence(question, sampleDocument(), {
        words,
        settings: settings[type],
        formats: { digits: "Digits" },
    });
}

test("one sentence sums up a question", () => {
    expect(say({})).toBe("Mobile: may be left empty.");
    expect(say({ is_required: true, min_length: 11, max_length: 11, is_unique: true })).toBe(
        "Mobile: required, 11 characters, each answer only once."
    );
    expect(say({ format: "digits", max_length: 20, is_soft: true })).toBe(
        "Mobile: at most 20 characters, Digits; only warns."
    );
    expect(say({ required_condition: isCompany })).toBe("Mobile: required when kind is company.");
    expect(say({ is_required: true, condition: isCompany })).toBe(
        "Mobile: required; appears only when kind is company."
    );
    expect(say({ has_range: true, min_value: 1, max_value: 9 }, "integer")).toBe(
        "Mobile: from 1 to 9."
    );
    expect(say({ earliest: "today", latest: "today+30" }, "date")).toBe(
        "Mobile: not before today, not after 30 days after today."
    );
    expect(say({ min_choices: 1, max_choices: 3 }, "multi")).toBe("Mobile: 1 to 3 choices.");
});

test("settings of another type say nothing", () => {
    expect(say({ min_length: 5, has_range: true, min_value: 1, max_value: 2 }, "phone")).toBe(
        "Mobile: may be left empty."
    );
});

test("conditions are said with their brackets", () => {
    const document = sampleDocument();
    const dear = { field: "budget", is: "greater", value: 50000 };
    const tree = { match: "all", of: [isCompany, { match: "any", of: [dear, isCompany] }] };
    expect(conditionSentence(tree, document, words)).toBe(
        "kind is company and (budget is more than 50000 or kind is company)"
    );
    const unfinished = { field: "phone", is: "equal", value: "" };
    expect(conditionSentence(unfinished, document, words)).toBe("phone is …");
    const dated = updateField(document, "budget", { type: "date" });
    expect(conditionSentence({ ...dear, value: "2026-01-31" }, dated, words)).toBe(
        "budget is after 2026-01-31"
    );
});

test("rules are said as sums and comparisons", () => {
    const rule = { terms: ["budget", "phone"], operator: "at_most", other_key: null, value: "100" };
    expect(ruleSentence(rule, sampleDocument(), words)).toBe("budget + phone is at most 100");
    expect(ruleSentence({ ...rule, value: null, other_key: "kind" }, sampleDocument(), words)).toBe(
        "budget + phone is at most kind"
    );
});

test("a rule about the answers of one row says so", () => {
    const document = sampleDocument();
    const section = document.sections.find(({ fields }) =>
        fields.some(({ key }) => key === "budget")
    );
    section.is_repeating = true;
    const rule = { terms: ["budget"], operator: "equal", other_key: null, value: "100" };
    expect(ruleSentence(rule, document, words)).toBe("In each row: budget is 100");
});

test("days are said in words", () => {
    expect(["today", "today+7", "today-3", "2026-01-31"].map(dayWords)).toEqual([
        "today",
        "7 days after today",
        "3 days before today",
        "2026-01-31",
    ]);
});
