import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { allowTranslations } from "@web/../tests/web_test_helpers";
import { changedKey, findProblems } from "@customer_forms/builder/model/checks";
import {
    completed,
    earlierQuestions,
    fromEditorTree,
    toEditorTree,
} from "@customer_forms/builder/model/condition_tree";
import { formatDay, parseDay } from "@customer_forms/builder/model/days";
import { updateField, updateSection } from "@customer_forms/builder/model/document";
import { beginHistory, record, redo, undo } from "@customer_forms/builder/model/history";
import { isKey, keyFromLabel, unusedKey } from "@customer_forms/builder/model/keys";
import {
    fieldDestination,
    neighbour,
    placeAfter,
    placeBehind,
} from "@customer_forms/builder/model/outline";
import { patternVerdict } from "@customer_forms/builder/model/patterns";
import { lacksTranslation, ownText, withText } from "@customer_forms/builder/model/texts";
import { sampleDocument, words } from "./sample_form";

describe.current.tags("headless");
beforeEach(allowTranslations);

test("keys read like their labels, and differ", () => {
    expect(keyFromLabel("Expected signing date!", "x")).toBe("expected_signing_date");
    expect(keyFromLabel("电话", "phone")).toBe("phone");
    expect(keyFromLabel("2nd phone", "phone")).toBe("phone");
    expect(unusedKey("a", ["a", "a_2"])).toBe("a_3");
    expect([isKey("a_1"), isKey("A"), isKey("slug"), isKey("")]).toEqual([
        true,
        false,
        false,
        false,
    ]);
});

test("a text in one language is changed in place, in another it is translated", () => {
    const cases = [
        // texts, language edited, main language, typed, result
        [{}, "zh_CN", "zh_CN", "电话", { zh_CN: "电话" }],
        [{ en_US: "电话" }, "zh_CN", "zh_CN", "手机", { en_US: "手机" }],
        [{ en_US: "电话" }, "en_US", "zh_CN", "Phone", { en_US: "Phone" }],
        [{ zh_CN: "电话" }, "en_US", "zh_CN", "Phone", { zh_CN: "电话", en_US: "Phone" }],
        [{ en_US: "Phone" }, "zh_CN", "en_US", "电话", { en_US: "Phone", zh_CN: "电话" }],
        [{ en_US: "A", zh_CN: "甲" }, "zh_CN", "zh_CN", "乙", { en_US: "A", zh_CN: "乙" }],
        [{ en_US: "A", zh_CN: "甲" }, "zh_CN", "en_US", "", { en_US: "A" }],
    ];
    for (const [texts, lang, mainLang, typed, result] of cases) {
        expect(withText(texts, lang, mainLang, typed)).toEqual(result);
    }
    expect(ownText({ en_US: "电话" }, "zh_CN", "zh_CN")).toBe("电话");
    expect(ownText({ en_US: "Phone" }, "zh_CN", "en_US")).toBe("");
    expect(lacksTranslation({ en_US: "Phone" }, "zh_CN", "en_US")).toBe(true);
    expect(lacksTranslation({ en_US: "电话" }, "zh_CN", "zh_CN")).toBe(false);
    expect(lacksTranslation({}, "zh_CN", "en_US")).toBe(false);
});

test("undo and redo go step by step; letters of one text are one step", () => {
    let history = beginHistory("");
    history = record(history, "a", "name", 1000);
    history = record(history, "ab", "name", 1200);
    history = record(history, "abc", "name", 9000);
    expect(history.past).toEqual(["", "ab", "abc"]);
    history = undo(undo(history));
    expect(history.past.at(-1)).toBe("");
    expect(undo(history)).toBe(history);
    history = redo(history);
    expect(history.past.at(-1)).toBe("ab");
    history = record(history, "x", null, 9100);
    expect(redo(history)).toBe(history);
});

test("conditions go to Odoo's tree editor and come back", () => {
    const leaf = { field: "kind", is: "equal", value: "company" };
    const trees = [
        { match: "all", of: [leaf] },
        { match: "any", of: [leaf, { field: "phone", is: "filled" }] },
        {
            match: "all",
            of: [leaf, { match: "any", of: [{ field: "budget", is: "at_least", value: 5 }, leaf] }],
        },
    ];
    for (const tree of trees) {
        expect(fromEditorTree(toEditorTree(tree))).toEqual(tree);
    }
    expect(fromEditorTree(toEditorTree(leaf))).toEqual({ match: "all", of: [leaf] });
    expect(fromEditorTree(toEditorTree(null))).toBe(null);
});

test("a condition without its value is left out until it has one", () => {
    const filled = { field: "phone", is: "filled" };
    const empty = { field: "kind", is: "equal", value: "" };
    expect(completed({ match: "all", of: [empty, filled] })).toEqual({
        match: "all",
        of: [filled],
    });
    expect(completed({ match: "all", of: [empty] })).toBe(null);
    expect(completed({ field: "budget", is: "equal", value: 0 })).not.toBe(null);
});

test("only earlier questions are asked about; those in rows only inside the rows", () => {
    const asked = (document, key) => earlierQuestions(document, key).map((each) => each.key);
    const document = sampleDocument();
    expect(asked(document, "kind")).toEqual([]);
    expect(asked(document, "budget")).toEqual(["kind", "phone"]);
    const repeating = updateSection(document, "person", { is_repeating: true });
    expect(asked(repeating, "budget")).toEqual([]);
    expect(asked(repeating, "phone")).toEqual(["kind"]);
});

test("days are read and written", () => {
    for (const day of ["today", "today+7", "today-30", "2026-01-31", null]) {
        expect(formatDay(parseDay(day))).toBe(day);
    }
});

test("a format is tried on a text while it is written", () => {
    expect(patternVerdict("[A-Z]{2}", "AB")).toBe("matches");
    expect(patternVerdict("[A-Z]{2}", "ABC")).toBe("differs");
    expect(patternVerdict("[A-Z", "AB")).toBe("unreadable");
    expect(patternVerdict("[A-Z]", "")).toBe(null);
});

test("the keyboard goes from row to row, and moves questions between sections", () => {
    const document = sampleDocument();
    const go = (kind, key, step) => neighbour(document, { kind, key }, step).key;
    expect(go("section", "person", 1)).toBe("kind");
    expect(go("field", "phone", 1)).toBe("needs");
    expect(go("section", "person", -1)).toBe("person");
    expect(go("form", undefined, 1)).toBe("person");
    expect(fieldDestination(document, "kind", 1)).toEqual({ section: "person", place: 1 });
    expect(fieldDestination(document, "phone", 1)).toEqual({ section: "needs", place: 0 });
    expect(fieldDestination(document, "budget", -1)).toEqual({ section: "person", place: 2 });
    expect(fieldDestination(document, "budget", 1)).toBe(null);
});

test("what is dropped or added stands where the person sees it", () => {
    const document = updateField(sampleDocument(), "kind", { active: false });
    expect(placeAfter(document, "person", "phone", null)).toBe(2);
    expect(placeAfter(document, "person", undefined, null)).toBe(0);
    expect(placeAfter(document, "person", "phone", "kind")).toBe(1);
    expect(placeBehind(document, { kind: "field", key: "phone" })).toEqual({
        section: "person",
        place: 2,
    });
    expect(placeBehind(document, { kind: "section", key: "needs" })).toEqual({
        section: "needs",
        place: 1,
    });
    expect(placeBehind(document, { kind: "form" })).toEqual({ section: "needs", place: 1 });
});

test("what the server would refuse is seen before", () => {
    const document = sampleDocument();
    expect(findProblems(document, words)).toEqual({});
    const problem = (key, values) =>
        findProblems(updateField(document, key, values), words)[key]?.toString();
    expect(problem("phone", { name: {} })).toBe("Give the question a label.");
    expect(problem("kind", { condition: { field: "phone", is: "filled" } })).toBe(
        "It depends on “phone”, which has to stand before it."
    );
    expect(problem("budget", { has_range: true, min_value: 5, max_value: 1 })).toBe(
        "The smallest number is larger than the largest."
    );
});

test("the only thing that changed is what the server refused", () => {
    const saved = sampleDocument();
    const changed = updateField(saved, "phone", { is_required: true });
    expect(changedKey(saved, changed)).toBe("phone");
    expect(changedKey(saved, updateField(changed, "kind", { is_required: true }))).toBe("");
});
