import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, waitFor } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { byMonth } from "@customer_followup/dossier/dossier_timeline/months";

class Lead extends models.Model {
    _name = "crm.lead";
    name = fields.Char();
    _records = [
        { id: 1, name: "One crane" },
        { id: 2, name: "Two cranes" },
    ];
}

class Dossier extends models.Model {
    _name = "customer.dossier";
    name = fields.Char();
    city = fields.Char();
    completeness = fields.Integer();
    completeness_level = fields.Selection({ selection: [["low", "Low"]] });
    gap_lines = fields.Json();
    lead_ids = fields.One2many({ relation: "crm.lead" });
    _records = [
        {
            id: 1,
            name: "C1",
            completeness: 40,
            lead_ids: [1, 2],
            completeness_level: "low",
            gap_lines: [
                { key: "city", field: "city", ask: "Ask for the city.", label: "City" },
                { key: "wrong_x", field: "name", label: "Name", ask: "Too short", is_wrong: true },
            ],
        },
    ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Dossier, Lead]);

const ENTRY = { icon: "fa-flag-o", text: "", user: "Mary", res_model: false, res_id: false };

function entry(key, when, kind = "followup", more = {}) {
    return { ...ENTRY, key, when, kind, title: key, is_day: when.length === 10, ...more };
}

async function mountForm(arch) {
    return mountView({ type: "form", resModel: "customer.dossier", resId: 1, arch });
}

test("entries stand under their months", () => {
    const months = byMonth([
        entry("a", "2026-03-02 09:00:00"),
        entry("b", "2026-03-01"),
        entry("c", "2026-02-28"),
    ]);
    expect(months.map((month) => month.key)).toEqual(["2026-03", "2026-02"]);
    expect(months[0].entries.map((each) => each.key)).toEqual(["a", "b"]);
});

test("the timeline is filtered by kind and goes on where it ended", async () => {
    onRpc("customer.dossier", "timeline", ({ args: [ids, after, kinds] }) => {
        expect.step(`${ids} after ${after} of ${kinds}`);
        const page = after ? [entry("old", "2026-01-01")] : [entry("new", "2026-03-02")];
        return {
            entries: page,
            next: after || kinds ? false : "here",
            kinds: { followup: "Follow-ups" },
        };
    });
    await mountForm(`<form><widget name="customer_dossier_timeline"/></form>`);
    expect.verifySteps(["1 after null of null"]);
    await contains(".o_customer_timeline .btn-link").click();
    expect.verifySteps(["1 after here of null"]);
    expect(queryAllTexts(".o_customer_timeline li .fw-bold")).toEqual(["new", "old"]);
    expect(".o_customer_timeline h4").toHaveCount(2);
    await contains("[data-kind=followup].btn").click();
    expect.verifySteps(["1 after null of followup"]);
    expect(".o_customer_timeline .btn-link").toHaveCount(0);
});

test("an empty timeline says what will be there", async () => {
    onRpc("customer.dossier", "timeline", () => ({ entries: [], next: false, kinds: {} }));
    await mountForm(`<form><widget name="customer_dossier_timeline"/></form>`);
    expect(".o_customer_timeline p").toHaveCount(1);
});

test("what is missing leads to its field, also on another page", async () => {
    await mountForm(`
        <form><sheet>
            <widget name="customer_completeness"/>
            <notebook>
                <page name="one" string="One"><field name="name"/></page>
                <page name="two" string="Two"><field name="city"/></page>
            </notebook>
        </sheet></form>`);
    expect(".o_customer_completeness [role=progressbar]").toHaveAttribute("aria-valuenow", "40");
    expect(".o_field_widget[name=city]").toHaveCount(0);
    await contains(".o_customer_completeness button:first").click();
    await waitFor(".o_field_widget[name=city] input:focus");
    await contains(".o_customer_completeness .btn-outline-danger").click();
    await animationFrame();
    await waitFor(".o_field_widget[name=name] input:focus");
});

test("files are listed with where they are from, and previewed", async () => {
    onRpc("customer.dossier", "documents", () => [
        {
            id: 7,
            name: "offer.pdf",
            mimetype: "application/pdf",
            when: "2026-03-02 09:00:00",
            user: "Mary",
            of: "Opportunity",
            size: 2048,
        },
        { id: 8, name: "a.zip", mimetype: "application/zip", when: "2026-03-01 09:00:00", of: "" },
    ]);
    await mountForm(`<form><widget name="customer_documents"/></form>`);
    expect(".o_customer_documents li").toHaveCount(2);
    expect(".o_customer_documents li:first .fa-file-pdf-o").toHaveCount(1);
    expect(".o_customer_documents li:first .small").toHaveText(/Opportunity · Mary/);
    await contains(".o_customer_documents li:first a:first").click();
    await waitFor(".o-FileViewer");
});

test("the stories of needs are read together, and only on their page", async () => {
    onRpc("crm.lead", "read", ({ args: [ids, names] }) => {
        expect.step(`${names} of ${ids}`);
        return ids.map((id) => ({ id, story: `<b>Crane ${id}</b>` }));
    });
    await mountForm(`
        <form><sheet><notebook>
            <page name="one" string="One"><field name="name"/></page>
            <page name="two" string="Two">
                <field name="lead_ids" mode="kanban" readonly="1">
                    <kanban><templates><t t-name="card">
                        <field name="name"/>
                        <widget name="customer_need_story"/>
                    </t></templates></kanban>
                </field>
            </page>
        </notebook></sheet></form>`);
    expect.verifySteps([]);
    await contains(".o_notebook .nav-link:last").click();
    expect.verifySteps(["story of 1,2"]);
    expect(queryAllTexts(".o_kanban_record b")).toEqual(["Crane 1", "Crane 2"]);
});
