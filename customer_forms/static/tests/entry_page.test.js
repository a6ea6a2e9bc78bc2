import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { animationFrame, press, waitFor } from "@odoo/hoot-dom";
import { contains, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupInteractionWhiteList, startInteractions } from "@web/../tests/public/helpers";
import { EntryPage } from "@customer_forms/entry/entry_page";
import { takePins } from "@customer_forms/entry/entry_pins";
import { FormPage } from "@customer_forms/interactions/form_page";

setupInteractionWhiteList("customer_forms.entry_page");
describe.current.tags("interaction_dev");

const FIELDS = [
    { key: "who", type: "text", label: {}, required: true },
    { key: "day", type: "date", label: {} },
    { key: "kind", type: "radio", label: {}, options: [{ key: "a" }, { key: "b" }] },
    { key: "wants", type: "multi", label: {}, options: [{ key: "x" }, { key: "y" }] },
];
const RULES = { messages: { required: "Please fill this in." }, fields: FIELDS, today: "2026-11-22" };

function inputsOf({ key, type, options }) {
    const kind = type === "multi" ? "checkbox" : "radio";
    return options
        ? options
              .map(
                  (option) => `<label><input type="${kind}" name="${key}" value="${option.key}"/>
                      <span class="form-check-label">${option.key}</span></label>`
              )
              .join("")
        : `<input type="${type}" name="${key}"/>`;
}

const PAGE = `
    <div class="o_customer_forms_entry">
        <form class="sheet"><input class="o_customer_forms_entry_sheet"/></form>
        <select class="o_customer_forms_entry_version"></select>
        <button class="o_customer_forms_entry_ask"></button>
        <div class="o_customer_forms_entry_saved"></div><div class="o_customer_forms_entry_pace"></div>
        <form class="o_customer_forms_entry_form" novalidate action="/forms/t/entry" data-slug="hoot"
                data-rules='${JSON.stringify(RULES)}'>
            <input type="hidden" name="_uuid" value="first"/>
            <input type="hidden" name="_opening" value="first"/>
            <div class="o_customer_forms_summary d-none" tabindex="-1">
                <p class="o_customer_forms_summary_text"></p><ul class="o_customer_forms_summary_list"></ul>
            </div>
            ${FIELDS.map(
                (field) => `
                <div class="o_customer_forms_field" data-key="${field.key}" data-type="${field.type}">
                    <div class="form-label">${field.key}<span class="o_customer_forms_required"></span></div>
                    ${inputsOf(field)}<div class="o_customer_forms_error"></div>
                </div>`
            ).join("")}
            <div class="o_customer_forms_doubts d-none" tabindex="-1">
                <ul class="o_customer_forms_doubt_list"></ul>
                <button type="submit" name="_confirmed" value="1" class="o_customer_forms_confirm"></button>
            </div>
            <button type="submit" class="o_customer_forms_submit"><span class="spinner-border"></span></button>
        </form>
        <dialog class="o_customer_forms_entry_help"></dialog>
    </div>`;

beforeEach(() => sessionStorage.clear());

/** @param {Object[]} answers what the server says, one after the other */
async function start(...answers) {
    const sent = [];
    patchWithCleanup(FormPage.prototype, {
        async post() {
            sent.push(Object.fromEntries(new FormData(this.el)));
            return answers.shift();
        },
    });
    await startInteractions(PAGE);
    return sent;
}

const SAVED = {
    saved: { number: "C1", url: "/odoo/1", edit_url: "" },
    next: { uuid: "second", opening: "second" },
};

test("Enter goes through the questions, Shift+Enter back", async () => {
    await start();
    expect("[name=who]").toBeFocused();
    await press("Enter");
    expect("[name=day]").toBeFocused();
    await press("Enter");
    expect("[name=kind][value=a]").toBeFocused();
    await press(["shift", "Enter"]);
    expect("[name=day]").toBeFocused();
});

test("a number chooses an option and goes on, or ticks one of several", async () => {
    await start();
    await contains("[name=kind][value=a]").focus();
    await press("2");
    expect("[name=kind][value=b]").toBeChecked();
    expect("[name=wants][value=x]").toBeFocused();
    await press("1");
    await press("2");
    expect("[name=wants][value=x]").toBeChecked();
    expect("[name=wants][value=y]").toBeFocused();
    await press("0");
    expect("[name=wants]:checked").toHaveCount(0);
});

test("a day is read when it is left", async () => {
    await start();
    await contains("[name=day]").edit("1105", { confirm: "blur" });
    expect("[name=day]").toHaveValue("2026-11-05");
});

test("what is wrong is gone to and nothing is sent", async () => {
    const sent = await start(SAVED);
    await contains("[name=day]").focus();
    await press(["ctrl", "Enter"]);
    expect("[name=who]").toBeFocused();
    expect(sent).toEqual([]);
});

test("after saving the page is empty but for what is pinned, and another submission", async () => {
    const sent = await start(SAVED, SAVED);
    await contains("[name=who]").edit("Ann", { confirm: false });
    await contains("[name=day]").edit("2026-11-05", { confirm: false });
    await contains("[data-key=day] .o_customer_forms_pin").click();
    await press(["ctrl", "Enter"]);
    await animationFrame();
    expect("[name=who]").toHaveValue("");
    expect("[name=who]").toBeFocused();
    expect("[name=day]").toHaveValue("2026-11-05");
    expect(".o_customer_forms_entry_saved").toHaveText(/C1/);
    await contains("[name=who]").edit("Bob", { confirm: false });
    await press(["ctrl", "Enter"]);
    await animationFrame();
    expect(sent.map((each) => [each.who, each._uuid])).toEqual([
        ["Ann", "first"],
        ["Bob", "second"],
    ]);
});

test("what looks wrong is confirmed by the same keys, unless it was changed", async () => {
    const sent = await start({ warnings: { who: ["Known."] } }, { warnings: { who: ["Known."] } }, SAVED);
    await contains("[name=who]").edit("Ann", { confirm: "blur" });
    await contains("[name=day]").focus();
    await press(["ctrl", "Enter"]);
    await waitFor(".o_customer_forms_doubts:not(.d-none)");
    await contains("[name=who]").edit("Anna", { confirm: "blur" });
    expect(".o_customer_forms_doubts").toHaveClass("d-none");
    await press(["ctrl", "Enter"]);
    await waitFor(".o_customer_forms_doubts:not(.d-none)");
    expect(sent).toHaveLength(2);
    await press(["ctrl", "Enter"]);
    await animationFrame();
    expect(sent).toHaveLength(3);
    expect("[name=who]").toHaveValue("");
});

test("doubts are shown with those of the server, and confirmed together", async () => {
    const warnings = [{ field: "who", code: "required" }];
    patchWithCleanup(EntryPage.prototype, {
        check: () => ({ issues: [], warnings, hidden: [], required: [] }),
    });
    const sent = await start({ warnings: { day: ["Known."], who: ["Odd."] } }, SAVED);
    await contains("[name=who]").edit("Ann", { confirm: "blur" });
    await press(["ctrl", "Enter"]);
    await waitFor(".o_customer_forms_doubt_list li:contains(Known.)");
    expect(".o_customer_forms_doubt_list li").toHaveCount(2);
    await press(["ctrl", "Enter"]);
    await animationFrame();
    expect(sent).toHaveLength(2);
});

test("pinned answers come along to the page of a sheet, once", async () => {
    await start();
    for (const key of ["day", "kind", "wants"]) {
        await contains(`[data-key=${key}] .o_customer_forms_pin`).click();
    }
    await contains("[name=day]").edit("2026-11-05", { confirm: "blur" });
    await contains("[name=kind][value=b]").click();
    await contains("[name=wants][value=x]").click();
    const sheetEl = document.querySelector("form.sheet");
    sheetEl.addEventListener("submit", (ev) => ev.preventDefault());
    sheetEl.requestSubmit();
    const pins = takePins("hoot");
    expect(Object.keys(pins)).toEqual(["day", "kind", "wants"]);
    expect(takePins("hoot")).toEqual({});
});

test("what came along is there and pinned", async () => {
    const answers = {
        day: { ticked: [], texts: ["2026-11-05"] },
        kind: { ticked: ["b"], texts: [] },
        gone: { ticked: [], texts: ["x"] },
    };
    sessionStorage.setItem("customer_forms_pins/hoot", JSON.stringify({ at: Date.now(), answers }));
    await start();
    expect("[name=day]").toHaveValue("2026-11-05");
    expect("[name=kind][value=b]").toBeChecked();
    expect("[data-key=day] .o_customer_forms_pin").toHaveAttribute("aria-pressed", "true");
    expect("[name=who]").toHaveValue("");
});
