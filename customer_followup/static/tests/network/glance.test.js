import { defineMailModels, patchUiSize } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryOne, waitFor } from "@odoo/hoot-dom";
import { animationFrame, mockDate } from "@odoo/hoot-mock";
import {
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { keyPeople } from "@customer_followup/network/model/key_people";

class Dossier extends models.Model {
    _name = "customer.dossier";
    name = fields.Char();
    _records = [{ id: 1, name: "C1" }];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Dossier]);

const LINE = { since: false, until: false };
const GRAPH = {
    nodes: [
        { key: "d1", kind: "organisation", label: "甲", model: "customer.dossier", id: 1, degree: 4 },
        { key: "c1", kind: "contact", label: "周*", is_main: true, model: "customer.contact", id: 1 },
        {
            ...{ key: "c2", kind: "contact", label: "孙*", detail: "经理", roles: ["Buys"] },
            ...{ model: "customer.contact", id: 2, decided: [["2026-01-01", false]] },
            spoken: "2026-03-02",
        },
        { key: "c3", kind: "contact", label: "吴*", model: "customer.contact", id: 3 },
        { key: "d2", kind: "organisation", label: "乙", model: "customer.dossier", id: 2 },
        { key: "x9", kind: "hidden", label: "Another customer" },
        { key: "u1", kind: "employee", label: "Zhang" },
    ],
    edges: [
        ...["c1", "c2", "c3"].map((to) => ({ key: `m${to}`, kind: "contact", from: "d1", to, ...LINE })),
        { key: "r1", kind: "relation", type: 7, from: "d2", to: "d1", ...LINE },
        { key: "r2", kind: "relation", type: 7, from: "d1", to: "x9", ...LINE },
        { key: "o1", kind: "owner", from: "u1", to: "d1", ...LINE },
    ],
    types: [{ id: 7, name: "supplies", inverse: "is supplied by", color: 2 }],
    is_cut: false,
};

describe("who matters", () => {
    test("in order, with what they do", () => {
        const { people, more } = keyPeople(GRAPH, { root: "d1", day: "2026-04-01" });
        expect(people.map(({ key, words }) => [key, words])).toEqual([
            ["c2", "经理 · Buys"],
            ["c1", ""],
            ["c3", ""],
            ["d2", "supplies"],
            ["x9", "is supplied by"],
        ]);
        expect(people.map(({ decides }) => decides).indexOf(true)).toBe(0);
        expect(more).toBe(0);
    });

    test("no more than fit", () => {
        const { people, more } = keyPeople(GRAPH, { root: "d1", day: null, few: 2 });
        expect(people.map(({ key }) => key)).toEqual(["c2", "c1"]);
        expect(more).toBe(3);
    });
});

const ARCH = `
    <form>
        <div style="height: 3000px">Far above</div>
        <widget name="customer_network_glance"/>
    </form>`;
const mountForm = () =>
    mountView({ type: "form", resModel: "customer.dossier", resId: 1, arch: ARCH });

describe("on a phone", () => {
    test("nothing is asked before it is seen, then once; names lead to people", async () => {
        mockDate("2026-04-01 08:00:00");
        await patchUiSize({ width: 390 });
        onRpc("customer.network", "graph", ({ args }) => {
            expect.step(args);
            return GRAPH;
        });
        mockService("action", {
            doAction(action) {
                expect.step(action.res_model || action);
            },
        });
        await mountForm();
        await animationFrame();
        expect.verifySteps([]);
        queryOne(".o_customer_network_glance").scrollIntoView();
        await waitFor(".o_customer_network_glance li");
        expect.verifySteps([[["d1"], 1, 30]]);
        expect(queryAllTexts(".o_customer_network_glance li button")).toEqual([
            "孙*",
            "周*",
            "吴*",
            "乙",
            "Another customer",
        ]);
        expect(".o_customer_network_glance li:first").toHaveText(/2026-03-02/);
        expect(".o_customer_network_glance canvas").toHaveCount(0);
        await contains(".o_customer_network_glance li:first button").click();
        await contains(".o_customer_network_glance button:last").click();
        expect.verifySteps([
            "customer.contact",
            "customer_followup.customer_network_action",
        ]);
    });
});

describe("on a desktop", () => {
    test("the picture is loaded when it is seen", async () => {
        onRpc("customer.network", "graph", () => {
            expect.step("graph");
            return { nodes: [GRAPH.nodes[0]], edges: [], types: [], is_cut: false };
        });
        await mountForm();
        await animationFrame();
        expect.verifySteps([]);
        queryOne(".o_customer_network_glance").scrollIntoView();
        await waitFor(".o_customer_network_glance .o_customer_network");
        expect.verifySteps(["graph"]);
        expect(".o_customer_network_glance input").toHaveCount(0);
    });

    test("a customer whom only a colleague is known of has no picture yet", async () => {
        const colleague = GRAPH.nodes.find(({ kind }) => kind === "employee");
        onRpc("customer.network", "graph", () => ({
            nodes: [GRAPH.nodes[0], colleague],
            edges: GRAPH.edges.filter(({ kind }) => kind === "owner"),
            types: [],
            is_cut: false,
        }));
        await mountForm();
        queryOne(".o_customer_network_glance").scrollIntoView();
        await waitFor(".o_customer_network_glance:contains(Nobody is known)");
        expect(".o_customer_network_glance canvas").toHaveCount(0);
    });
});
