import { expect, test } from "@odoo/hoot";
import { click, queryAllTexts, queryFirst } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { mountWithCleanup, onRpc } from "@web/../tests/web_test_helpers";
import { ProvenanceMark } from "@customer_followup/provenance/provenance_mark";

defineMailModels();

const RECORD = {
    resId: 7,
    resModel: "customer.dossier",
    data: {
        provenance: {
            phone: { text: "W0012 · Link · Nov 3, 2026", origin: "submission" },
            email: { text: "Zhang Wei", origin: "user", open: 1 },
            name: { text: "Zhang Wei", origin: "user" },
        },
    },
    load: () => expect.step("load"),
};

async function mountMark(name, record = RECORD) {
    await mountWithCleanup(ProvenanceMark, { props: { record, name } });
}

test("says where a value came from", async () => {
    await mountMark("phone");
    expect(queryFirst(".o_customer_provenance").title).toBe(
        "From: W0012 · Link · Nov 3, 2026"
    );
    expect(".o_customer_provenance .fa-wpforms").toHaveCount(1);
});

test("says that something else was said", async () => {
    await mountMark("email");
    expect(".o_customer_provenance .fa-columns").toHaveCount(1);
    expect(queryFirst(".o_customer_provenance").title).toInclude("something else");
});

test("the name of an organisation has the mark of the name", async () => {
    await mountMark("customer_name");
    expect(".o_customer_provenance").toHaveCount(1);
});

test("nothing is said of what has no source, or of a new customer", async () => {
    await mountMark("tier");
    expect(".o_customer_provenance").toHaveCount(0);
    await mountWithCleanup(ProvenanceMark, {
        props: { record: { ...RECORD, resId: false }, name: "phone" },
    });
    expect(".o_customer_provenance").toHaveCount(0);
});

test("the history decides, and the dossier is read anew", async () => {
    const entry = (id, state, value) => ({
        id,
        state,
        value,
        now_value: "139****2001",
        source_text: `Source ${id}`,
        sensitive_levels: {},
        can_undo: false,
        can_keep_second: false,
    });
    onRpc("customer.dossier", "get_value_history", ({ args }) => {
        expect.step(`history ${args[1]}`);
        return {
            label: "Phone",
            can_decide: true,
            entries: [entry(2, "open", "138****0000"), entry(1, "current", false)],
        };
    });
    onRpc("customer.fact", "action_accept", ({ args }) => {
        expect.step(`accept ${args[0]}`);
        return true;
    });
    await mountMark("phone");
    await click(".o_customer_provenance");
    await animationFrame();
    expect(queryAllTexts(".list-group-item .badge")).toEqual(["To decide", "In the dossier"]);
    expect(".list-group-item:eq(1)").toHaveText(/139\*\*\*\*2001/);
    await click(".list-group-item .btn-primary");
    await animationFrame();
    expect.verifySteps(["history phone", "accept 2", "history phone", "load"]);
});
