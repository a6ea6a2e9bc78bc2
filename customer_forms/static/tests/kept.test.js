import { describe, expect, test } from "@odoo/hoot";
import { readAnswers } from "@customer_forms/interactions/answers";
import { holds } from "@customer_forms/rules/conditions";
import { check } from "@customer_forms/rules/engine";
import { Kept } from "@customer_forms/rules/kept";

describe.current.tags("headless");

const question = (key, type, values = {}) => ({ key, type, label: {}, ...values });
const kept = new Kept("****");

test("a mask that is still there is neither read nor judged", () => {
    const fields = [
        question("mobile", "phone", { required: true }),
        question("paid", "money", { min_value: 5 }),
        question("total", "money"),
    ];
    const rules = [{ key: "r", terms: ["paid"], is: "at_most", field: "total" }];
    const codes = (raw) => check(fields, raw, { rules }).issues.map(({ code }) => code);
    expect(codes({ mobile: new Kept("138****1234"), paid: kept, total: "1" })).toEqual([]);
    expect(codes({ mobile: "138****1234", paid: "9", total: "1" })).toEqual([
        "phone_characters",
        "rule",
    ]);
    expect(codes({ mobile: "", paid: kept })).toEqual(["required"]);
});

test("a rule between rows waits for the server when one is masked", () => {
    const fields = [
        { ...question("rows", "rows"), fields: [question("part", "money")] },
        question("total", "money"),
    ];
    const rules = [{ key: "r", terms: ["part"], is: "at_most", field: "total" }];
    const issues = (part) => check(fields, { rows: [{ part }], total: "1" }, { rules }).issues;
    expect(issues("2")).toHaveLength(1);
    expect(issues(kept)).toEqual([]);
});

test("of a masked answer a condition knows what the server said", () => {
    const leaf = (is, values = {}) => holds({ field: "a", is, value: 1, ...values }, { a: kept });
    expect([leaf("filled"), leaf("empty"), leaf("equal")]).toEqual([true, false, true]);
    expect(leaf("equal", { kept: false })).toBe(false);
    expect(leaf("filled", { kept: false })).toBe(true);
});

test("a mask is known until somebody types over it", () => {
    const formEl = document.createElement("form");
    formEl.innerHTML = `
        <div class="o_customer_forms_field" data-key="mobile" data-type="phone">
            <input name="mobile" data-kept="138****1234" value="138****1234"/>
        </div>`;
    expect(readAnswers(formEl).mobile).toBeInstanceOf(Kept);
    formEl.querySelector("input").value = "13900001111";
    expect(readAnswers(formEl).mobile).toBe("13900001111");
});
