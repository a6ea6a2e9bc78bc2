import { click, contains as waitFor, defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { mockDate } from "@odoo/hoot-mock";
import { quickDates } from "@customer_followup/followup/next_date_field/quick_dates";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

const METHODS = [
    ["phone", "Phone"],
    ["visit", "Visit"],
];

class Followup extends models.Model {
    _name = "customer.followup";
    method = fields.Selection({ selection: METHODS, default: "phone" });
    summary = fields.Text();
    next_date = fields.Date();
}

const ARCH = `
    <form js_class="customer_followup_log">
        <field name="method" widget="customer_followup_method" />
        <field name="summary" default_focus="1" />
        <field name="next_date" widget="customer_next_date" />
    </form>`;

describe.current.tags("desktop");
defineMailModels();
defineModels([Followup]);

// [today, tomorrow, in 3 days, next Monday, in 2 weeks]
const DAYS = [
    ["2026-11-20", "2026-11-21", "2026-11-23", "2026-11-23", "2026-12-04"], // a Friday
    ["2026-11-22", "2026-11-23", "2026-11-25", "2026-11-23", "2026-12-06"], // a Sunday
    ["2026-11-23", "2026-11-24", "2026-11-26", "2026-11-30", "2026-12-07"], // a Monday
    ["2026-12-30", "2026-12-31", "2027-01-02", "2027-01-04", "2027-01-13"],
];

test("the usual days", () => {
    for (const [today, ...expected] of DAYS) {
        const found = quickDates(luxon.DateTime.fromISO(today));
        expect(found.map(({ date }) => date.toISODate())).toEqual(expected);
    }
});

test("a day is chosen by one press and taken away by another", async () => {
    mockDate("2026-11-20 08:00:00");
    await mountView({ type: "form", resModel: "customer.followup", arch: ARCH });
    expect(queryAllTexts("[data-choice]")).toEqual([
        "Tomorrow",
        "In 3 days",
        "Next Monday",
        "In 2 weeks",
    ]);
    await contains("[data-choice=in_2_weeks]").click();
    expect("[data-choice=in_2_weeks]").toHaveAttribute("aria-pressed", "true");
    expect("[data-choice=tomorrow]").toHaveAttribute("aria-pressed", "false");
    await contains("[data-choice=in_2_weeks]").click();
    expect("[aria-pressed=true]").toHaveCount(0);
});

test("the method is a group of radio buttons", async () => {
    await mountView({ type: "form", resModel: "customer.followup", arch: ARCH });
    expect("[role=radiogroup] input[data-value=phone]").toBeChecked();
    await contains("label:contains(Visit)").click();
    expect("[role=radiogroup] input[data-value=visit]").toBeChecked();
});

test("typing replaces what the reminder said", async () => {
    await mountView({
        type: "form",
        resModel: "customer.followup",
        arch: ARCH,
        context: { default_summary: "Ask again" },
    });
    const textarea = queryOne("[name=summary] textarea");
    expect([textarea.selectionStart, textarea.selectionEnd]).toEqual([0, "Ask again".length]);
});

test("saving says what happened, and can be taken back", async () => {
    onRpc("customer.followup", "get_log_outcome", ({ args }) => {
        expect.step(`outcome of ${args[0].length}`);
        return { text: "The reminder is done.", can_undo: true };
    });
    onRpc("customer.followup", "action_undo_log", () => {
        expect.step("undo");
        return "Taken back.";
    });
    await mountView({ type: "form", resModel: "customer.followup", arch: ARCH });
    await contains("[name=summary] textarea").edit("Agreed");
    await click(".o_form_button_save");
    await waitFor(".o_notification", { text: "The reminder is done." });
    expect.verifySteps(["outcome of 1"]);
    await click(".o_notification button", { text: "Take it back" });
    await waitFor(".o_notification", { text: "Taken back." });
    expect.verifySteps(["undo"]);
});
