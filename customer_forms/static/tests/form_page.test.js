import { describe, expect, test } from "@odoo/hoot";
import { contains, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupInteractionWhiteList, startInteractions } from "@web/../tests/public/helpers";
import { FormPage } from "@customer_forms/interactions/form_page";

setupInteractionWhiteList("customer_forms.form_page");
describe.current.tags("interaction_dev");

const RULES = {
    messages: {
        required: "Please fill this in.",
        phone_mobile_length: "%(expected)s digits; this one has %(count)s.",
        pattern: "Wrong format.",
        too_small: "%(min)s or more.",
    },
    fields: [
        { key: "who", type: "text", label: {}, required: true },
        { key: "mobile", type: "phone", label: {} },
        {
            key: "code",
            type: "text",
            label: {},
            pattern: "[A-Z]+",
            pattern_message: "Capital letters only.",
        },
        {
            key: "budget",
            type: "integer",
            label: {},
            min_value: 10,
            soft: true,
            required_when: { field: "code", is: "equal", value: "MONEY" },
        },
        {
            key: "reason",
            type: "text",
            label: {},
            required: true,
            condition: { field: "code", is: "equal", value: "OTHER" },
        },
    ],
};

const PAGE = `
    <form class="o_customer_forms_form" novalidate action="/forms/test" data-rules='${JSON.stringify(RULES)}'>
        <div class="o_customer_forms_summary d-none" tabindex="-1">
            <p class="o_customer_forms_summary_text">Please correct.</p>
            <ul class="o_customer_forms_summary_list"></ul>
        </div>
        ${RULES.fields
            .map(
                ({ key, type }) => `
            <div class="o_customer_forms_field" data-key="${key}" data-type="${type}">
                <span class="form-label">${key}<span class="o_customer_forms_required"> *</span></span>
                <input name="${key}"/><div class="o_customer_forms_error"></div>
            </div>`
            )
            .join("")}
        <div data-key="statement"><h3>Nothing to answer</h3></div>
        <div class="o_customer_forms_doubts d-none" tabindex="-1">
            <ul class="o_customer_forms_doubt_list"></ul>
            <button type="submit" name="_confirmed" value="1" class="o_customer_forms_confirm">
                Send Anyway</button>
        </div>
        <button type="submit" class="o_customer_forms_submit">
            <span class="spinner-border d-none"></span>Submit</button>
    </form>`;

const errorOf = (key) => `[data-key=${key}] .o_customer_forms_error`;

async function start(answer) {
    const sent = [];
    patchWithCleanup(FormPage.prototype, {
        async post() {
            sent.push(Object.fromEntries(new FormData(this.el)));
            return this.isConfirmed ? {} : answer;
        },
    });
    await startInteractions(PAGE);
    return sent;
}

test("a wrong answer is corrected beside its field when it is left", async () => {
    await start();
    await contains("[name=mobile]").edit("1380000123", { confirm: "blur" });
    expect(errorOf("mobile")).toHaveText("11 digits; this one has 10.");
    expect("[name=mobile]").toHaveAttribute("aria-invalid", "true");
    expect(errorOf("who")).toHaveText(""); // not its turn yet
    await contains("[name=mobile]").edit("13800001234", { confirm: "blur" });
    expect(errorOf("mobile")).toHaveText("");
});

test("a question appears when it applies, and is only then required", async () => {
    const sent = await start({});
    expect("[data-key=reason]").not.toBeVisible();
    await contains("[name=code]").edit("OTHER", { confirm: "blur" });
    expect("[data-key=reason]").toBeVisible();
    await contains("[name=who]").edit("Ann", { confirm: "blur" });
    await contains(".o_customer_forms_submit").click();
    expect(errorOf("reason")).toHaveText("Please fill this in.");
    expect(sent).toEqual([]);
    await contains("[name=code]").edit("NONE", { confirm: "blur" });
    expect("[data-key=reason]").not.toBeVisible();
    await contains(".o_customer_forms_submit").click();
    expect(sent).toHaveLength(1);
});

test("a format speaks in its own words", async () => {
    await start();
    await contains("[name=code]").edit("abc", { confirm: "blur" });
    expect(errorOf("code")).toHaveText("Capital letters only.");
});

test("nothing is sent while a rule is broken, and the first wrong field has the focus", async () => {
    const sent = await start();
    await contains(".o_customer_forms_submit").click();
    expect(errorOf("who")).toHaveText("Please fill this in.");
    expect(".o_customer_forms_summary").not.toHaveClass("d-none");
    expect("[name=who]").toBeFocused();
    expect(sent).toEqual([]);
});

test("the server's verdict is shown in its words", async () => {
    const sent = await start({ errors: { mobile: ["No such number."] } });
    await contains("[name=who]").edit("Ann", { confirm: "blur" });
    await contains(".o_customer_forms_submit").click();
    expect(sent).toEqual([{ who: "Ann", mobile: "", code: "", budget: "", reason: "" }]);
    expect(errorOf("mobile")).toHaveText("No such number.");
    expect("[name=who]").toHaveValue("Ann");
    expect(".o_customer_forms_submit").toBeEnabled();
});

test("a refusal is told in the summary", async () => {
    await start({ message: "This form takes no submissions now." });
    await contains("[name=who]").edit("Ann", { confirm: "blur" });
    await contains(".o_customer_forms_submit").click();
    expect(".o_customer_forms_summary").toHaveText("This form takes no submissions now.");
    expect(".o_customer_forms_summary").toBeFocused();
});

test("what looks wrong is asked about, and sent when it is right", async () => {
    const sent = await start({});
    await contains("[name=who]").edit("Ann", { confirm: "blur" });
    await contains("[name=budget]").edit("5", { confirm: "blur" });
    expect(errorOf("budget")).toHaveText("10 or more.");
    expect(errorOf("budget")).toHaveClass("text-warning-emphasis");
    expect("[name=budget]").toHaveClass("o_customer_forms_doubtful");
    expect("[name=budget]").toHaveAttribute("aria-invalid", "false");
    expect(".o_customer_forms_doubts").toHaveClass("d-none"); // not asked before it is sent
    await contains("button.o_customer_forms_submit").click();
    expect(sent).toEqual([]);
    expect(".o_customer_forms_doubts").not.toHaveClass("d-none");
    expect(".o_customer_forms_doubts").toBeFocused();
    expect(".o_customer_forms_doubt_list").toHaveText("budget: 10 or more.");
    expect(".o_customer_forms_summary").toHaveClass("d-none");
    await contains(".o_customer_forms_confirm").click();
    expect(sent).toHaveLength(1);
});

test("what is wrong comes before what looks wrong", async () => {
    const sent = await start({});
    await contains("[name=budget]").edit("5", { confirm: "blur" });
    await contains("button.o_customer_forms_submit").click();
    expect(errorOf("who")).toHaveText("Please fill this in.");
    expect(errorOf("budget")).toHaveText("10 or more.");
    expect(".o_customer_forms_doubts").toHaveClass("d-none");
    expect(sent).toEqual([]);
});

test("the server may find something to ask about too", async () => {
    await start({ warnings: { mobile: ["Is this yours?"] } });
    await contains("[name=who]").edit("Ann", { confirm: "blur" });
    await contains("button.o_customer_forms_submit").click();
    expect(".o_customer_forms_doubt_list").toHaveText("mobile: Is this yours?");
    await contains(".o_customer_forms_confirm").click();
    expect(".o_customer_forms_doubts").toHaveClass("d-none");
});

test("what must be filled in is marked as it becomes so", async () => {
    await start();
    const star = "[data-key=budget] .o_customer_forms_required";
    expect(star).not.toBeVisible();
    expect("[name=budget]").not.toHaveProperty("required", true);
    await contains("[name=code]").edit("MONEY", { confirm: "blur" });
    expect(star).toBeVisible();
    expect("[name=budget]").toHaveProperty("required", true);
});

test("a page that is out of date is sent as it is, for the server to show it anew", async () => {
    patchWithCleanup(HTMLFormElement.prototype, {
        submit() {
            expect.step("submit");
        },
    });
    await start({ outdated: true });
    await contains("[name=who]").edit("Ann", { confirm: "blur" });
    await contains("button.o_customer_forms_submit").click();
    expect.verifySteps(["submit"]);
});
