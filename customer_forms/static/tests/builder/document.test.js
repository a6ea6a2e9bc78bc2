import { describe, expect, test } from "@odoo/hoot";
import {
    addSection,
    allFields,
    dependants,
    duplicateField,
    findField,
    insertField,
    moveField,
    moveSection,
    newField,
    removeField,
    removeSection,
    renameField,
    updateField,
} from "@customer_forms/builder/model/document";
import {
    addOptions,
    moveOption,
    removeOption,
    updateOption,
} from "@customer_forms/builder/model/options";
import { addRule, removeRule, updateRule } from "@customer_forms/builder/model/rules";
import { sampleDocument } from "./sample_form";

describe.current.tags("headless");

const never = () => false;
const always = () => true;
const keys = (document) => allFields(document).map(({ key }) => key);
const isCompany = { field: "kind", is: "equal", value: "company" };
const withCondition = (tree) => updateField(sampleDocument(), "budget", { condition: tree });

test("an edit leaves the document it began with as it was", () => {
    const before = sampleDocument();
    updateField(before, "phone", { is_required: true });
    moveField(before, "phone", "needs", 0);
    removeField(before, "phone", never);
    expect(before).toEqual(sampleDocument());
});

test("questions are added, moved, duplicated and removed", () => {
    const document = sampleDocument();
    const email = newField("email", "email", { en_US: "E-mail" });
    expect(keys(insertField(document, email, "person", 1))).toEqual([
        "kind",
        "email",
        "phone",
        "budget",
    ]);
    expect(keys(moveField(document, "kind", "needs", 1))).toEqual(["phone", "budget", "kind"]);
    expect(keys(moveField(document, "kind", "person", 1))).toEqual(["phone", "kind", "budget"]);
    expect(keys(removeField(document, "phone", never))).toEqual(["kind", "budget"]);
    const { document: duplicated, key } = duplicateField(document, "phone", ["phone_2"]);
    expect(key).toBe("phone_3");
    expect(keys(duplicated)).toEqual(["kind", "phone", "phone_3", "budget"]);
});

test("a published question is archived, and nothing asks about it any more", () => {
    const document = withCondition({
        match: "all",
        of: [isCompany, { field: "phone", is: "filled" }],
    });
    expect(dependants(document, "kind")).toEqual(["budget"]);
    const removed = removeField(document, "kind", always);
    expect(findField(removed, "kind").active).toBe(false);
    expect(findField(removed, "budget").condition).toEqual({
        match: "all",
        of: [{ field: "phone", is: "filled" }],
    });
    expect(findField(removeField(removed, "phone", never), "budget").condition).toBe(null);
});

test("another key is known wherever the question is named", () => {
    const { document } = addRule(withCondition(isCompany), "budget");
    const renamed = renameField(renameField(document, "kind", "sort"), "budget", "means");
    expect(keys(renamed)).toEqual(["sort", "phone", "means"]);
    expect(findField(renamed, "means").condition.field).toBe("sort");
    expect(renamed.rules[0].terms).toEqual(["means"]);
});

test("sections are added, moved and removed; archived questions keep a place", () => {
    const document = sampleDocument();
    const { document: added, key } = addSection(document, { en_US: "New" }, "person");
    expect(added.sections.map((each) => each.key)).toEqual(["person", key, "needs"]);
    expect(moveSection(document, "needs", 0).sections.map((each) => each.key)).toEqual([
        "needs",
        "person",
    ]);
    expect(keys(removeSection(document, "person", never))).toEqual(["budget"]);
    const kept = removeSection(document, "needs", always);
    expect(kept.sections.map((each) => each.key)).toEqual(["person"]);
    expect(findField(kept, "budget").active).toBe(false);
});

test("options are pasted as lines, each once, under keys nobody has", () => {
    const toTexts = (label) => ({ en_US: label });
    const lines = ["Company", " Both of them ", "", "company", "公司"];
    const document = addOptions(sampleDocument(), "kind", lines, toTexts, ["option"]);
    expect(findField(document, "kind").options.map(({ key }) => key)).toEqual([
        "company",
        "private",
        "company_2",
        "both_of_them",
        "option_2",
    ]);
});

test("options are moved, renamed, archived and removed", () => {
    const document = withCondition({ ...isCompany, is: "one_of", value: ["company", "private"] });
    const optionKeys = (each) => findField(each, "kind").options.map(({ key }) => key);
    expect(optionKeys(moveOption(document, "kind", "private", 0))).toEqual(["private", "company"]);
    const archived = removeOption(document, "kind", "company", true);
    expect(findField(archived, "kind").options[0].active).toBe(false);
    const removed = removeOption(document, "kind", "company", false);
    expect(optionKeys(removed)).toEqual(["private"]);
    expect(findField(removed, "budget").condition.value).toEqual(["private"]);
    const renamed = updateOption(document, "kind", "company", { name: { en_US: "Firm" } });
    expect(findField(renamed, "kind").options[0].name.en_US).toBe("Firm");
});

test("rules are added, changed and removed, and go with their only question", () => {
    const { document, key } = addRule(sampleDocument(), "budget");
    expect(updateRule(document, key, { value: "100" }).rules[0].value).toBe("100");
    expect(removeRule(document, key).rules).toEqual([]);
    expect(removeField(document, "budget", never).rules).toEqual([]);
});
