import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, getFixture, test } from "@odoo/hoot";
import { press, queryAllTexts } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { contains, makeServerError, mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { BuilderScreen } from "@customer_forms/builder/builder_screen/builder_screen";
import { sampleData } from "./sample_form";

describe.current.tags("desktop");
defineMailModels();

/** Mounts the builder; what it saves is a step "save", its last document in `saved`. */
async function mountBuilder({ data = {}, answer = () => ({}) } = {}) {
    const saved = { document: null, count: 0 };
    onRpc("customer.form", "builder_save", ({ args: [, document] }) => {
        saved.document = document;
        saved.count++;
        const token = `token ${saved.count + 1}`;
        return answer() || { token, state: "draft", version: 0, has_unpublished_changes: false };
    });
    getFixture().style.height = "800px";
    await mountWithCleanup(BuilderScreen, { props: { data: sampleData(data) } });
    return saved;
}

const ok = () => null;
const questions = () => queryAllTexts(".o_cfb_question");
const row = (key) => `.o_cfb_question[data-key='${key}'] .o_cfb_row`;

test("a type is added behind the selected question, and saved", async () => {
    const saved = await mountBuilder({ answer: ok });
    await contains(row("kind")).click();
    await contains(".o_cfb_type[data-type='integer']").click();
    expect(questions()).toEqual(["kind", "integer", "phone", "budget"]);
    expect(".o_cfb_status").toHaveText("Saving...");
    await advanceTime(1000);
    await animationFrame();
    expect(".o_cfb_status").toHaveText("Saved");
    expect(saved.document.sections[0].fields.map(({ key }) => key)).toEqual([
        "kind",
        "integer",
        "phone",
    ]);
});

test("letters are saved once they pause, and undone together", async () => {
    const saved = await mountBuilder({ answer: ok });
    await contains(row("phone")).click();
    await contains(".o_cfb_inspector input").edit("Mobile", { confirm: false });
    await advanceTime(1000);
    expect(saved.count).toBe(1);
    expect(questions()).toEqual(["kind", "Mobile", "budget"]);
    await press(["ctrl", "z"]);
    await animationFrame();
    expect(questions()).toEqual(["kind", "phone", "budget"]);
    await press(["ctrl", "shift", "z"]);
    await animationFrame();
    expect(questions()).toEqual(["kind", "Mobile", "budget"]);
});

test("the outline is worked with by keyboard", async () => {
    await mountBuilder({ answer: ok });
    await contains(row("kind")).click();
    await contains(row("kind")).press(["alt", "ArrowDown"]);
    expect(questions()).toEqual(["phone", "kind", "budget"]);
    expect("[aria-live='polite']:first").toHaveText("kind is number 2 of 2 in person.");
    await press("ArrowUp");
    await animationFrame();
    expect(".o_cfb_selected").toHaveText("phone");
    await press("Delete");
    await animationFrame();
    expect(questions()).toEqual(["kind", "budget"]);
    await press(["ctrl", "d"]);
    await animationFrame();
    expect(questions()).toEqual(["kind", "kind", "budget"]);
});

test("a removed published question can be restored", async () => {
    await mountBuilder({
        data: { published: { fields: { phone: "phone" }, options: {}, sensitivities: {} } },
        answer: ok,
    });
    await contains(row("phone")).click();
    await contains(`${row("phone")} [aria-label='Remove']`).click();
    expect(questions()).toEqual(["kind", "budget"]);
    expect(".o_notification_content").toHaveText(
        "“phone” is archived: its answers are kept, and you can restore it."
    );
    await contains(".o_cfb_archived summary").click();
    await contains(".o_cfb_archived_field button").click();
    expect(questions()).toEqual(["kind", "phone", "budget"]);
});

test("what the server refuses is said beside what caused it, and stays", async () => {
    await mountBuilder({
        answer: () => {
            throw makeServerError({ type: "ValidationError", message: "Not like this." });
        },
    });
    await contains(row("phone")).click();
    await contains(".o_cfb_inspector input").edit("Mobile", { confirm: false });
    await advanceTime(1000);
    await animationFrame();
    expect(".o_cfb_status").toHaveText("Not saved: Not like this.");
    expect(".o_cfb_inspector .alert").toHaveText("Not like this.");
    expect(questions()).toEqual(["kind", "Mobile", "budget"]);
});

test("who saves while somebody else does is told so, and saved a moment later", async () => {
    let isBusy = true;
    const saved = await mountBuilder({ answer: () => isBusy && { busy: true } });
    await contains(".o_cfb_type[data-type='text']").click();
    await advanceTime(1000);
    await animationFrame();
    expect(".o_cfb_status").toHaveText(/^Not saved: Somebody else is saving this form/);
    expect(questions()).toHaveLength(4);
    isBusy = false;
    await advanceTime(1000);
    await animationFrame();
    expect(".o_cfb_status").toHaveText("Saved");
    expect(saved.count).toBe(2);
});

test("the second of two people chooses whose version stays", async () => {
    let isTakenOver = false;
    onRpc("customer.form", "builder_save", ({ args }) => {
        isTakenOver = args[3];
        const conflict = { by: "Li Na", at: "2026-11-22 08:00:00" };
        const state = { token: "t", state: "draft", version: 0, has_unpublished_changes: false };
        return isTakenOver ? state : { conflict };
    });
    await mountWithCleanup(BuilderScreen, { props: { data: sampleData() } });
    await contains(".o_cfb_type[data-type='text']").click();
    await advanceTime(1000);
    await animationFrame();
    expect(".alert-warning").toHaveText(/Li Na changed this form/);
    await contains(".alert-warning .btn-warning").click();
    expect(isTakenOver).toBe(true);
    expect(".alert-warning").toHaveCount(0);
});

test("a question appears only when an earlier one says so", async () => {
    const saved = await mountBuilder({ answer: ok });
    await contains(row("phone")).click();
    await contains("[data-name='appears'] input[value='when']").click();
    expect(".o_cfb_sentence").toHaveText(
        "phone: may be left empty; appears only when kind is company."
    );
    await advanceTime(1000);
    expect(saved.document.sections[0].fields[1].condition).toEqual({
        match: "all",
        of: [{ field: "kind", is: "equal", value: "company" }],
    });
    await contains("[data-name='appears'] [aria-label='Delete rule']").click();
    expect("[data-name='appears'] input[value='never']").toBeChecked();
});

test("options are added by Enter and marked where a language lacks", async () => {
    await mountBuilder({ answer: ok });
    await contains(row("kind")).click();
    await contains(".o_cfb_new_option").edit("Club", { confirm: "enter" });
    expect(".o_cfb_option").toHaveCount(3);
    expect(".o_cfb_option .fa-language").toHaveCount(0);
    await contains(".o_cfb_language").select("zh_CN");
    expect(".o_cfb_option .fa-language").toHaveCount(3);
    expect(".o_cfb_option:last input").toHaveValue("");
    expect(".o_cfb_option:last input").toHaveAttribute("placeholder", "Club");
});

test("every type shows its settings", async () => {
    await mountBuilder({ answer: ok });
    for (const { key } of sampleData().types) {
        await contains(`.o_cfb_type[data-type='${key}']`).click();
        expect(".o_cfb_inspector h2").toHaveText(key);
    }
    for (const key of ["person", "needs"]) {
        await contains(`[data-section='${key}'] .o_cfb_section_row`).click();
        expect(".o_cfb_inspector h2").toHaveText("Section");
    }
    await contains(".o_cfb_form_row").click();
    expect(".o_cfb_inspector h2").toHaveText("Form");
});

test("what is sensitive is chosen, with what it means (V1, V2)", async () => {
    const published = {
        fields: { phone: "phone", budget: "integer" },
        options: {},
        sensitivities: { phone: "phone" },
    };
    const saved = await mountBuilder({ data: { published }, answer: ok });
    expect(".o_cfb_question .fa-lock").toHaveCount(1);
    await contains(row("kind")).click();
    expect(".o_cfb_sensitivity").toHaveCount(0);
    await contains(row("phone")).click();
    expect(".o_cfb_sensitivity option:checked").toHaveText("Usual: Phone");
    expect(".o_cfb_inspector p:contains(138****1234)").toHaveText(/^Encrypted\./);
    await contains(".o_cfb_sensitivity").select("none");
    expect(".o_cfb_question .fa-lock").toHaveCount(0);
    expect(".o_cfb_inspector p.text-danger").toHaveText(/are decrypted/);
    await contains(row("budget")).click();
    expect(".o_cfb_sensitivity option:checked").toHaveText("Usual: not sensitive");
    await contains(".o_cfb_sensitivity").select("amount");
    expect(".o_cfb_inspector p:contains(answers given so far)").toHaveText(/are encrypted too/);
    await advanceTime(1000);
    const [person, needs] = saved.document.sections;
    expect(person.fields[1].sensitivity).toBe("none");
    expect(needs.fields[0].sensitivity).toBe("amount");
});

test("a rule between answers is made of questions and a value", async () => {
    const saved = await mountBuilder({ answer: ok });
    await contains(".o_cfb_inspector button:contains('Rule'):last").click();
    expect(".o_cfb_sentence").toHaveText("budget is at most …");
    await advanceTime(1000);
    await animationFrame();
    expect(".o_cfb_status").toHaveText("Not saved: Say what the rule compares with.");
    await contains(".o_cfb_inspector input[aria-label='Value']").edit("100");
    await advanceTime(1000);
    await animationFrame();
    expect(saved.document.rules[0]).toMatchObject({ terms: ["budget"], value: "100" });
});
