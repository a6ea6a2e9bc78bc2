import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, getFixture, test } from "@odoo/hoot";
import { click, queryOne, waitFor } from "@odoo/hoot-dom";
import { advanceTime, animationFrame, Deferred } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    makeServerError,
    models,
    mountView,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { browser } from "@web/core/browser/browser";

const LEVELS = {
    phone: { class: "phone", level: "reveal" },
    name: { class: "name", level: "full" },
    amount: { class: "amount", level: "masked" },
};

class Customer extends models.Model {
    name = fields.Char();
    phone = fields.Char();
    amount = fields.Char();
    sensitive_levels = fields.Json();
    given = fields.Html();
    _records = [
        {
            id: 7,
            name: "王小明",
            phone: "138****1234",
            amount: "****",
            sensitive_levels: LEVELS,
            given: `<dl><dt>Mobile</dt><dd><span class="o_customer_sensitive" data-name="tel"
                data-level="reveal" data-label="Mobile" data-sensitivity="phone"
                data-model="row" data-id="3">139****0000</span></dd>
                <dt>Sum</dt><dd><span class="o_customer_sensitive" data-name="sum"
                data-level="masked">****</span></dd></dl>`,
        },
    ];
}

defineMailModels();
defineModels([Customer]);
describe.current.tags("desktop");

const FIELDS = ["name", "phone", "amount"]
    .map((name) => `<field name="${name}" widget="sensitive"/>`)
    .join("");
const REVEALED = { value: "13800001234", link: "tel:+8613800001234" };

const mountForm = (readonly = false) =>
    mountView({
        type: "form",
        resModel: "customer",
        resId: 7,
        arch: `<form ${readonly ? 'edit="0"' : ""}>${FIELDS}</form>`,
    });

const button = "[name=phone] .o_customer_reveal";

test("V1: only what the policy lets this user ask for has a button", async () => {
    await mountForm(true);
    expect("[name=name]").toHaveText("王小明");
    expect("[name=phone]").toHaveText("138****1234");
    expect(".o_customer_reveal").toHaveCount(1);
    expect(button).toHaveAttribute("aria-label", "Show: Phone");
});

test("V1: a value is shown for a reason, for half a minute, and kept nowhere", async () => {
    onRpc("reveal", ({ args }) => {
        expect.step(JSON.stringify(args));
        return REVEALED;
    });
    await mountForm(true);
    await contains(button).focus();
    await contains(button).click();
    await contains(".o_customer_reveal_purpose:first").click();
    expect.verifySteps(['[[7],"phone","Call the customer"]']);
    expect("[aria-live=polite] .o_customer_revealed_value").toHaveText("13800001234");
    expect(".modal-footer a").toHaveAttribute("href", "tel:+8613800001234");
    expect(".modal-footer a").toBeFocused();
    expect("[name=phone]").toHaveText("138****1234");
    await advanceTime(29_500);
    await animationFrame();
    expect(".o_customer_revealed_value").toHaveCount(1);
    await advanceTime(1_500);
    await animationFrame();
    expect(getFixture()).not.toHaveText(/13800001234/);
    expect("[aria-live=polite]").toHaveText("Hidden again.");
    await contains(".o_customer_reveal_close").click();
    expect(".o_dialog").toHaveCount(0);
    expect(button).toBeFocused();
});

test("a reason of one's own is asked for in words", async () => {
    onRpc("reveal", ({ args }) => {
        expect.step(args[2]);
        return REVEALED;
    });
    await mountForm(true);
    await contains(button).click();
    await contains(".o_customer_reveal_submit").click();
    expect("[role=alert]").toHaveText("Say what you need it for.");
    await contains("[aria-label='Another reason']").edit(" He asked for it ", { confirm: "enter" });
    await waitFor(".o_customer_revealed_value");
    expect.verifySteps(["He asked for it"]);
});

test("clicking twice on a slow network asks once", async () => {
    const answer = new Deferred();
    onRpc("reveal", () => {
        expect.step("asked");
        return answer;
    });
    await mountForm(true);
    queryOne(button).click();
    queryOne(button).click();
    await animationFrame();
    expect(".o_dialog").toHaveCount(1);
    queryOne(".o_customer_reveal_purpose:last").click();
    queryOne(".o_customer_reveal_purpose:last").click();
    await animationFrame();
    expect(".o_customer_reveal_purpose:first").not.toBeEnabled();
    answer.resolve(REVEALED);
    await animationFrame();
    expect.verifySteps(["asked"]);
});

test("closed while the server is asked: nothing is shown, nothing breaks", async () => {
    const answer = new Deferred();
    onRpc("reveal", () => answer);
    await mountForm(true);
    await contains(button).click();
    await click(".o_customer_reveal_purpose:last");
    await contains(".o_customer_reveal_close").click();
    answer.resolve(REVEALED);
    await animationFrame();
    expect(getFixture()).not.toHaveText(/13800001234/);
});

for (const [errorName, message] of [
    ["odoo.exceptions.UserError", "You have looked at 200 values within an hour."],
    ["odoo.exceptions.AccessError", "You may not see this value in full."],
    [
        "odoo.addons.customer_forms.models.vault.customer_vault_key.VaultLocked",
        "The keyring of this server is missing.",
    ],
]) {
    test(`what the server refuses is said in the dialog: ${errorName}`, async () => {
        onRpc("reveal", () => {
            throw makeServerError({ errorName, message });
        });
        await mountForm(true);
        await contains(button).click();
        await contains(".o_customer_reveal_purpose:first").click();
        expect("[role=alert]").toHaveText(message);
        expect(".o_customer_reveal_purpose:first").toBeEnabled();
        expect(".o_dialog").toHaveCount(1);
    });
}

test("what is found again but never kept is said so", async () => {
    onRpc("reveal", () => ({ value: false, link: "" }));
    await mountForm(true);
    await contains(button).click();
    await contains(".o_customer_reveal_purpose:first").click();
    expect("[aria-live=polite]").toHaveText("No more than this is kept.");
    expect(".o_customer_reveal_close").toBeFocused();
});

test("where the browser does not copy, the value is selected instead", async () => {
    onRpc("reveal", () => REVEALED);
    patchWithCleanup(browser.navigator.clipboard, {
        writeText: () => Promise.reject(new Error("no HTTPS")),
    });
    await mountForm(true);
    await contains(button).click();
    await contains(".o_customer_reveal_purpose:first").click();
    await contains(".o_customer_reveal_copy").click();
    expect("[aria-live=polite]").toHaveText(/press Ctrl\+C/);
});

test("saving a form that shows a mask writes nothing of it", async () => {
    onRpc("web_save", ({ args }) => {
        expect.step(JSON.stringify(args[1]));
    });
    await mountForm();
    expect("[name=phone] input").toHaveValue("138****1234");
    await contains("[name=name] input").edit("王大明");
    await contains(".o_form_button_save").click();
    expect.verifySteps(['{"name":"王大明"}']);
});

test("a mask is replaced by all of a new value, never corrected in part", async () => {
    onRpc("web_save", ({ args }) => {
        expect.step(JSON.stringify(args[1]));
    });
    await mountForm();
    await contains("[name=phone] input").edit("138****9999");
    expect("[name=phone]").toHaveClass("o_field_invalid");
    expect("[name=phone] .o_customer_sensitive_hint").toBeVisible();
    await contains(".o_form_button_save").click();
    expect.verifySteps([]);
    await contains("[name=phone] input").edit("13900009999");
    expect(button).toHaveCount(0);
    await contains(".o_form_button_save").click();
    expect.verifySteps(['{"phone":"13900009999"}']);
});

test("a list shows masks, and its button does not open the record", async () => {
    await mountView({
        type: "list",
        resModel: "customer",
        arch: `<list>${FIELDS}</list>`,
        selectRecord: () => expect.step("opened"),
    });
    await contains(`.o_data_row ${button}`).click();
    expect(".o_dialog").toHaveCount(1);
    expect.verifySteps([]);
});

test("answers as given: the value of a row is asked of the row", async () => {
    onRpc("reveal", ({ model, args }) => {
        expect.step(`${model} ${JSON.stringify(args)}`);
        return REVEALED;
    });
    await mountView({
        type: "form",
        resModel: "customer",
        resId: 7,
        arch: `<form><field name="given" widget="sensitive_html" readonly="1"/></form>`,
    });
    await waitFor(".o_customer_reveal");
    expect(".o_customer_reveal").toHaveCount(1);
    expect(".o_customer_sensitive:first").toHaveText("139****0000");
    expect(".o_customer_reveal").toHaveAttribute("aria-label", "Show: Mobile");
    await contains(".o_customer_reveal").click();
    await contains(".o_customer_reveal_purpose:first").click();
    expect.verifySteps(['row [[3],"tel","Call the customer"]']);
});
