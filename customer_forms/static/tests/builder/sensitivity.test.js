import { describe, expect, test } from "@odoo/hoot";
import { classOf, defaultClass, effectOnAnswers } from "@customer_forms/builder/model/sensitivity";
import { field, sampleData } from "./sample_form";

describe.current.tags("headless");

function builder(published = {}) {
    const none = { fields: {}, options: {}, sensitivities: {} };
    const data = sampleData({ published: { ...none, ...published } });
    return { data, types: Object.fromEntries(data.types.map((type) => [type.key, type])) };
}

test("the meaning, the type or what was published decides unless something is chosen", () => {
    const was = { fields: { a: "text" }, sensitivities: { a: "id" } };
    const cases = [
        // type, settings, published, usual class, class
        ["text", {}, {}, null, null],
        ["text", { role: "contact_name" }, {}, "name", "name"],
        ["text", { role: "contact_name", sensitivity: "none" }, {}, "name", null],
        ["text", { sensitivity: "id" }, {}, null, "id"],
        ["text", { sensitivity: "amount" }, {}, null, null],
        ["text", {}, was, "id", "id"],
        ["text", { sensitivity: "none" }, was, "id", null],
        ["phone", {}, {}, "phone", "phone"],
        ["date", {}, was, null, null],
    ];
    for (const [type, settings, published, usual, expected] of cases) {
        const asked = field("a", type, settings);
        expect(defaultClass(asked, builder(published))).toBe(usual);
        expect(classOf(asked, builder(published))).toBe(expected);
    }
});

test("what becomes of the answers given so far is known before publishing", () => {
    const fields = { a: "text" };
    const effect = (settings, published) =>
        effectOnAnswers(field("a", "text", settings), builder(published));
    expect(effect({ sensitivity: "name" }, {})).toBe(null);
    expect(effect({ sensitivity: "name" }, { fields })).toBe("sealed");
    expect(effect({ sensitivity: "none" }, { fields, sensitivities: { a: "id" } })).toBe("opened");
    expect(effect({ sensitivity: "name" }, { fields, sensitivities: { a: "id" } })).toBe(null);
});
