import { describe, expect, test } from "@odoo/hoot";
import { contains, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupInteractionWhiteList, startInteractions } from "@web/../tests/public/helpers";
import { FormPage } from "@customer_forms/interactions/form_page";
import "@customer_forms/interactions/form_rows";

setupInteractionWhiteList(["customer_forms.form_page", "customer_forms.form_rows"]);
describe.current.tags("interaction_dev");

const RULES = {
    messages: {
        required: "Please fill this in.",
        too_few_rows: "At least %(min)s.",
        too_many_rows: "At most %(max)s.",
    },
    rules: [],
    fields: [
        {
            key: "visits",
            type: "rows",
            label: {},
            min_rows: 1,
            max_rows: 3,
            required: true,
            fields: [
                { key: "day", type: "text", label: {}, required: true },
                {
                    key: "why",
                    type: "text",
                    label: {},
                    condition: { field: "day", is: "equal", value: "late" },
                },
            ],
        },
    ],
};

const row = (number) => `
    <fieldset class="o_customer_forms_row">
        <legend tabindex="-1">Visits <span class="o_customer_forms_row_number">${number + 1}</span></legend>
        <button type="button" class="o_customer_forms_remove_row d-none">Remove</button>
        ${["day", "why"]
            .map(
                (key) => `
            <div class="o_customer_forms_field" data-key="visits:${number}:${key}" data-type="text">
                <label class="form-label" for="field_visits:${number}:${key}">${key}</label>
                <input id="field_visits:${number}:${key}" name="visits:${number}:${key}"
                    aria-describedby="error_visits:${number}:${key} help_visits:${number}:${key}"/>
                <div class="o_customer_forms_error" id="error_visits:${number}:${key}"></div>
            </div>`
            )
            .join("")}
    </fieldset>`;

const PAGE = `
    <form class="o_customer_forms_form" novalidate action="/forms/test" data-rules='${JSON.stringify(RULES)}'>
        <div class="o_customer_forms_summary d-none" tabindex="-1">
            <p class="o_customer_forms_summary_text">Please correct.</p>
            <ul class="o_customer_forms_summary_list"></ul>
        </div>
        <div class="o_customer_forms_rows" data-key="visits" data-min="1" data-max="3" tabindex="-1">
            <div class="o_customer_forms_row_list">${row(0)}</div>
            <template>${row(0)}</template>
            <div class="o_customer_forms_error o_customer_forms_rows_error" id="error_visits"></div>
            <button type="submit" name="_add_row" value="visits" class="o_customer_forms_add_row">
                Add a row</button>
            <div class="o_customer_forms_row_news" role="status"></div>
        </div>
        <div class="o_customer_forms_doubts d-none"><ul class="o_customer_forms_doubt_list"></ul></div>
        <button type="submit" class="o_customer_forms_submit">
            <span class="spinner-border d-none"></span>Submit</button>
    </form>`;

const add = () => contains(".o_customer_forms_add_row").click();
const fill = (name, value) =>
    contains(`[name="${name}"]`).edit(value, { confirm: "blur" });
const names = () =>
    [...document.querySelectorAll(".o_customer_forms_row_list input")].map((el) => el.name);

async function start(answer = {}) {
    const sent = [];
    patchWithCleanup(FormPage.prototype, {
        async post() {
            sent.push(Object.fromEntries(new FormData(this.el)));
            return answer;
        },
    });
    await startInteractions(PAGE);
    return sent;
}

test("a row is added, numbered, told and focused", async () => {
    await start();
    await add();
    expect(names()).toEqual(["visits:0:day", "visits:0:why", "visits:1:day", "visits:1:why"]);
    expect(".o_customer_forms_row:last [for='field_visits:1:day']").toHaveCount(1);
    expect("[name='visits:1:day']").toHaveAttribute(
        "aria-describedby",
        "error_visits:1:day help_visits:1:day"
    );
    expect(".o_customer_forms_row:last legend").toHaveText("Visits 2");
    expect(".o_customer_forms_row:last legend").toBeFocused();
    expect(".o_customer_forms_row_news").toHaveText("Row 2 was added.");
});

test("no more rows than allowed, no fewer than wanted", async () => {
    await start();
    expect(".o_customer_forms_remove_row").not.toBeVisible();
    await add();
    await add();
    expect(".o_customer_forms_add_row").not.toBeEnabled();
    expect(".o_customer_forms_remove_row").toHaveCount(3);
    await contains(".o_customer_forms_remove_row:last").click();
    expect(".o_customer_forms_add_row").toBeEnabled();
    expect(".o_customer_forms_row").toHaveCount(2);
});

test("a filled row that was removed comes back where it was", async () => {
    await start();
    await fill("visits:0:day", "one");
    await add();
    await fill("visits:1:day", "two");
    await contains(".o_customer_forms_remove_row:first").click();
    expect(names()).toEqual(["visits:0:day", "visits:0:why"]);
    expect("[name='visits:0:day']").toHaveValue("two");
    expect(".o_customer_forms_undo").toBeFocused();
    await contains(".o_customer_forms_undo").click();
    expect(names()).toHaveLength(4);
    expect("[name='visits:0:day']").toHaveValue("one");
    expect("[name='visits:1:day']").toHaveValue("two");
    expect(".o_customer_forms_removed").toHaveCount(0);
});

test("conditions and errors are those of the row", async () => {
    const sent = await start();
    await add();
    await fill("visits:1:day", "late");
    expect("[data-key='visits:0:why']").not.toBeVisible();
    expect("[data-key='visits:1:why']").toBeVisible();
    await fill("visits:1:day", "");
    await add();
    await fill("visits:2:day", "late");
    await fill("visits:2:why", "x");
    await fill("visits:2:day", "");
    await contains(".o_customer_forms_submit").click();
    expect(".o_customer_forms_error").toHaveCount(7);
    expect(".o_customer_forms_rows_error").toHaveText("At least 1.");
    await fill("visits:0:day", "one");
    await contains(".o_customer_forms_submit").click();
    expect(sent).toHaveLength(1);
});

test("the server's verdict is shown in its row", async () => {
    await start({ errors: { "visits:1:day": ["No such day."] } });
    await fill("visits:0:day", "one");
    await add();
    await fill("visits:1:day", "two");
    await contains(".o_customer_forms_submit").click();
    expect("[data-key='visits:1:day'] .o_customer_forms_error").toHaveText("No such day.");
    expect("[data-key='visits:0:day'] .o_customer_forms_error").toHaveText("");
    expect("[name='visits:1:day']").toBeFocused();
});
