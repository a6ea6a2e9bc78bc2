import { describe, expect, test } from "@odoo/hoot";
import { edit, press } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { contains, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupInteractionWhiteList, startInteractions } from "@web/../tests/public/helpers";
import { FormPage } from "@customer_forms/interactions/form_page";
import { SECTION_SHOWN, SHOW_QUESTION } from "@customer_forms/interactions/page_events";

setupInteractionWhiteList("customer_forms.form_page");
describe.current.tags("interaction_dev");

const RULES = {
    messages: { required: "Please fill this in.", too_small: "%(min)s or more." },
    fields: [
        { key: "who", type: "text", label: {}, required: true },
        {
            key: "wish",
            type: "text",
            label: {},
            required: true,
            condition: { field: "who", is: "different", value: "Bob" },
        },
        { key: "budget", type: "integer", label: {}, min_value: 10, soft: true },
        { key: "city", type: "text", label: {}, required: true },
    ],
};

const SECTIONS = { You: ["who"], Needs: ["wish"], Money: ["budget"], Place: ["city"] };

const question = (key) => `
    <div class="o_customer_forms_field" data-type="${RULES.fields.find((each) => each.key === key).type}"
            id="question_${key}" data-key="${key}">
        <label class="form-label">${key}<span class="o_customer_forms_required"> *</span></label>
        <input name="${key}"/><div class="o_customer_forms_error"></div>
    </div>`;

const section = ([title, keys], place) => `
    <fieldset class="o_customer_forms_section" data-section="${place}" data-title="${title}">
        <legend tabindex="-1">${title}</legend>${keys.map(question).join("")}
    </fieldset>`;

const PAGE = `
    <form class="o_customer_forms_form" novalidate action="/forms/test" data-rules='${JSON.stringify(RULES)}'>
        <button type="submit" class="visually-hidden">Submit</button>
        <div class="o_customer_forms_progress d-none">
            <p class="o_customer_forms_step"></p>
            <div role="progressbar"><div></div></div>
        </div>
        <div class="o_customer_forms_summary d-none" tabindex="-1">
            <p class="o_customer_forms_summary_text">Please correct.</p>
            <ul class="o_customer_forms_summary_list"></ul>
        </div>
        ${Object.entries(SECTIONS).map(section).join("")}
        <section class="o_customer_forms_review d-none">
            <h2 tabindex="-1">Check your answers</h2>
            <div class="o_customer_forms_review_parts"></div>
            <template><div><h3 class="o_customer_forms_review_title"></h3>
                <button type="button" class="o_customer_forms_change">Change</button><dl></dl></div>
            </template>
        </section>
        <div class="o_customer_forms_doubts d-none" tabindex="-1">
            <ul class="o_customer_forms_doubt_list"></ul>
            <button type="submit" name="_confirmed" value="1" class="o_customer_forms_confirm">Send Anyway</button>
        </div>
        <button type="button" class="o_customer_forms_back d-none">Back</button>
        <button type="button" class="o_customer_forms_next d-none">Next</button>
        <button type="submit" class="o_customer_forms_submit">
            <span class="spinner-border d-none"></span>Submit</button>
    </form>`;

const STEP = ".o_customer_forms_step";
const shownTitles = () =>
    [...document.querySelectorAll(".o_customer_forms_section:not(.d-none)")].map(
        ({ dataset }) => dataset.title
    );

/** @returns {Object} entries of the history as the browser would keep them */
async function start({ answer = {}, before = "", after = "" } = {}) {
    const sent = [];
    const entries = [{}];
    patchWithCleanup(history, {
        get state() {
            return entries.at(-1);
        },
        replaceState: (state) => entries.splice(-1, 1, state),
        pushState: (state) => entries.push(state),
        back() {
            entries.pop();
            window.dispatchEvent(new PopStateEvent("popstate", { state: entries.at(-1) }));
        },
    });
    patchWithCleanup(FormPage.prototype, {
        async post() {
            sent.push(Object.fromEntries(new FormData(this.el)));
            return answer;
        },
    });
    await startInteractions(before + PAGE + after);
    return { sent, entries };
}

const next = () => contains(".o_customer_forms_next").click();
const fill = (key, text) => contains(`[name=${key}]`).edit(text, { confirm: "blur" });

async function fillAll() {
    for (const [key, text] of Object.entries({ who: "Ann", wish: "Forklift", budget: "20" })) {
        await fill(key, text);
        await next();
    }
    await fill("city", "Shanghai");
    await next();
}

test("one section after the other, with how far one is", async () => {
    await start();
    expect(shownTitles()).toEqual(["You"]);
    expect(STEP).toHaveText("Section 1 of 4: You");
    expect("[role=progressbar]").toHaveAttribute("aria-valuenow", "1");
    expect("[role=progressbar]").toHaveAttribute("aria-valuemax", "5");
    expect(".o_customer_forms_back").not.toBeVisible();
    expect(".o_customer_forms_submit").not.toBeVisible();
    await fill("who", "Ann");
    await next();
    expect(shownTitles()).toEqual(["Needs"]);
    expect(STEP).toHaveText("Section 2 of 4: Needs");
    expect("[data-title=Needs] legend").toBeFocused();
});

test("a section is checked before the next one", async () => {
    const { entries } = await start();
    await next();
    expect(shownTitles()).toEqual(["You"]);
    expect("[data-key=who] .o_customer_forms_error").toHaveText("Please fill this in.");
    expect("[name=who]").toBeFocused();
    expect(".o_customer_forms_summary li").toHaveCount(1); // not of what comes later
    expect(".o_customer_forms_summary a").toHaveText("who: Please fill this in.");
    expect(entries).toHaveLength(1);
    await fill("who", "Ann");
    await next();
    expect(".o_customer_forms_summary").toHaveClass("d-none");
});

test("a section in which nothing applies is neither shown nor counted", async () => {
    await start();
    await fill("who", "Bob");
    expect(STEP).toHaveText("Section 1 of 3: You");
    await next();
    expect(shownTitles()).toEqual(["Money"]);
    expect(STEP).toHaveText("Section 2 of 3: Money");
    await contains(".o_customer_forms_back").click();
    expect(shownTitles()).toEqual(["You"]);
});

test("the browser's Back leads to the section before", async () => {
    const { entries } = await start();
    await fill("who", "Ann");
    await next();
    expect(entries).toHaveLength(2);
    history.back();
    await animationFrame();
    expect(shownTitles()).toEqual(["You"]);
    expect("[name=who]").toHaveValue("Ann");
    await next();
    await contains(".o_customer_forms_back").click(); // does the same
    expect(shownTitles()).toEqual(["You"]);
    expect(entries).toHaveLength(1);
});

test("all answers are shown before they are sent", async () => {
    const { sent } = await start();
    await fillAll();
    expect(shownTitles()).toEqual([]);
    expect(".o_customer_forms_review").toBeVisible();
    expect(".o_customer_forms_review h2").toBeFocused();
    expect(STEP).toHaveText("Check your answers");
    const said = [...document.querySelectorAll("dt, dd")].map((el) => el.textContent);
    expect(said).toEqual(
        ["who", "Ann", "wish", "Forklift", "budget", "20", "city", "Shanghai"]
    );
    expect(sent).toEqual([]);
    await contains(".o_customer_forms_submit").click();
    expect(sent).toEqual([{ who: "Ann", wish: "Forklift", budget: "20", city: "Shanghai" }]);
});

test("what is changed leads back to the summary", async () => {
    await start();
    await fillAll();
    await contains(".o_customer_forms_review button:eq(1)").click();
    expect(shownTitles()).toEqual(["Needs"]);
    await fill("wish", "Two forklifts");
    await next();
    expect("dd:eq(1)").toHaveText("Two forklifts");
});

test("Enter goes on and sends nothing", async () => {
    const { sent } = await start();
    await contains("[name=who]").click();
    await edit("Ann");
    await press("Enter");
    await animationFrame();
    expect(shownTitles()).toEqual(["Needs"]);
    expect(sent).toEqual([]);
});

test("what the server refuses is shown where it is", async () => {
    await start({ answer: { errors: { wish: ["We have none."] } } });
    await fillAll();
    await contains(".o_customer_forms_submit").click();
    expect(shownTitles()).toEqual(["Needs"]);
    expect("[name=wish]").toBeFocused();
    expect("[data-key=wish] .o_customer_forms_error").toHaveText("We have none.");
    await contains(".o_customer_forms_summary a").click();
    expect("[name=wish]").toBeFocused();
});

test("what only looks wrong is asked about at the end", async () => {
    const { sent } = await start();
    await fill("who", "Bob");
    await next();
    await fill("budget", "5");
    expect("[data-key=budget] .o_customer_forms_error").toHaveText("10 or more.");
    await next();
    expect(".o_customer_forms_doubts").toHaveClass("d-none");
    await fill("city", "Shanghai");
    await next();
    await contains(".o_customer_forms_submit").click();
    expect(sent).toEqual([]);
    expect(".o_customer_forms_doubts").not.toHaveClass("d-none");
    await contains(".o_customer_forms_doubt_list a").click();
    expect("[name=budget]").toBeFocused();
});

test("sections tell others that they are shown", async () => {
    await start();
    document
        .querySelector("form")
        .addEventListener(SECTION_SHOWN, (ev) => expect.step(ev.detail.index));
    await fillAll();
    expect.verifySteps([1, 2, 3]);
});

test("the form builder looks at every section, and nothing is asked", async () => {
    const { entries } = await start({
        before: `<div class="o_customer_forms_designing">`,
        after: `</div>`,
    });
    document
        .querySelector("[data-key=city]")
        .dispatchEvent(new Event(SHOW_QUESTION, { bubbles: true }));
    expect(shownTitles()).toEqual(["Place"]);
    await contains(".o_customer_forms_back").click();
    expect(shownTitles()).toEqual(["Money"]);
    await next();
    expect(shownTitles()).toEqual(["Place"]);
    expect(entries).toEqual([{}]);
});
