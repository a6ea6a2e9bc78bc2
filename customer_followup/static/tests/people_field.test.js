import { click, contains as waitFor, defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import {
    clickSave,
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { chipsOf, FEW } from "@customer_followup/followup/people_field/chips";

const KNOWN = [
    { id: 1, name: "周*", position: "总经理" },
    { id: 2, name: "孙*", position: false },
];

class Contact extends models.Model {
    _name = "customer.contact";
    name = fields.Char();
    position = fields.Char();
    dossier_id = fields.Many2one({ relation: "customer.dossier" });
    _records = KNOWN;
}

class Followup extends models.Model {
    _name = "customer.followup";
    dossier_id = fields.Many2one({ relation: "customer.dossier" });
    known_contacts = fields.Json();
    contact_ids = fields.Many2many({ relation: "customer.contact" });
    _records = [{ id: 1, dossier_id: 5, known_contacts: KNOWN, contact_ids: [1] }];
}

class Dossier extends models.Model {
    _name = "customer.dossier";
    name = fields.Char();
    _records = [{ id: 5, name: "C1" }];
}

const ARCH = `
    <form>
        <field name="dossier_id"/>
        <field name="known_contacts" invisible="1"/>
        <field name="contact_ids" widget="customer_people"/>
    </form>`;

describe.current.tags("desktop");
defineMailModels();
defineModels([Contact, Dossier, Followup]);

const CHIPS = ".o_customer_people button[aria-pressed]";
const mountForm = (arch = ARCH) =>
    mountView({ type: "form", resModel: "customer.followup", resId: 1, arch });

test("a few are shown, and who is chosen always", () => {
    const known = Array.from({ length: FEW + 3 }, (_, n) => ({ id: n, name: `${n}` }));
    const { people, more } = chipsOf(known, [known[FEW + 1], { id: 99, name: "new" }], false);
    expect(people.map(({ id }) => id)).toEqual([...Array(FEW).keys(), FEW + 1, 99]);
    expect(more).toBe(2);
    expect(chipsOf(known, [], true)).toEqual({
        people: known.map((each) => ({ ...each, isChosen: false })),
        more: 0,
    });
});

test("one press chooses somebody, another takes him out, without asking the server", async () => {
    onRpc("customer.followup", "web_save", ({ args }) => {
        expect.step(args[1].contact_ids);
    });
    onRpc("customer.contact", "web_read", () => expect.step("read"));
    onRpc("customer.followup", "onchange", () => expect.step("onchange"));
    await mountForm();
    expect(queryAllTexts(CHIPS)).toEqual(["周*总经理", "孙*"]);
    expect(`${CHIPS}:first`).toHaveAttribute("aria-pressed", "true");
    await contains(`${CHIPS}:last`).click();
    await contains(`${CHIPS}:first`).click();
    expect(`${CHIPS}:first`).toHaveAttribute("aria-pressed", "false");
    await clickSave();
    expect.verifySteps([
        [
            [4, 2],
            [3, 1],
        ],
    ]);
});

/** As the server: the person is on file from then on. */
function namePerson({ args: [dossier_id, name] }) {
    expect.step([dossier_id, name]);
    return { id: this.env["customer.contact"].create({ dossier_id, name }), name, position: false };
}

test("somebody who is not there yet is typed in", async () => {
    onRpc("customer.followup", "name_person", namePerson);
    await mountForm();
    await contains(".o_customer_people button:contains(Somebody else)").click();
    await contains(".o_customer_people input").edit("郑爽", { confirm: "enter" });
    expect.verifySteps([[5, "郑爽"]]);
    await waitFor(".o_notification", { text: "郑爽 is a contact person of the customer now." });
    expect(`${CHIPS}:last`).toHaveText("郑爽");
    expect(`${CHIPS}:last`).toHaveAttribute("aria-pressed", "true");
});

test("where nobody is known one is added, in words that say so", async () => {
    Followup._records = [{ id: 1, dossier_id: 5, known_contacts: [], contact_ids: [] }];
    await mountForm();
    expect(queryAllTexts(".o_customer_people button")).toEqual(["Add a contact person"]);
});

test("who saves without Enter meant the name all the same; Escape did not", async () => {
    onRpc("customer.followup", "name_person", namePerson);
    await mountForm();
    await contains(".o_customer_people button:contains(Somebody else)").click();
    await contains(".o_customer_people input").edit("李雷", { confirm: false });
    await contains(".o_customer_people input").press("Escape");
    expect(".o_customer_people input").toHaveCount(0);
    await contains(".o_customer_people button:contains(Somebody else)").click();
    await contains(".o_customer_people input").edit("郑爽", { confirm: false });
    await click(".o_form_button_save");
    await waitFor(`${CHIPS}[aria-pressed=true]`, { text: "郑爽" });
    expect.verifySteps([[5, "郑爽"]]);
});

test("who may not change it reads who it was", async () => {
    await mountForm(ARCH.replace(`widget="customer_people"`, `widget="customer_people" readonly="1"`));
    expect(queryAllTexts("[name=contact_ids] .badge")).toEqual(["周*"]);
    expect(CHIPS).toHaveCount(0);
});
