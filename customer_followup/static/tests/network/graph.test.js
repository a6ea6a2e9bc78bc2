import { describe, expect, test } from "@odoo/hoot";
import { dayNumber, dayText } from "@customer_followup/network/model/days";
import { elementsOf, nodeLabel } from "@customer_followup/network/model/elements";
import {
    filterGraph,
    findNodes,
    isDecider,
    mergeGraphs,
    missingCounts,
    nodeTowards,
    reachedFrom,
    ringPositions,
    timeRange,
} from "@customer_followup/network/model/graph";
import { layOut } from "@customer_followup/network/model/layout";
import { NetworkSource } from "@customer_followup/network/network_view/network_source";

describe.current.tags("headless");

const GRAPH = {
    nodes: [
        { key: "d1", kind: "organisation", label: "甲", detail: "C1", degree: 4 },
        { key: "c1", kind: "contact", label: "周*", until: "2025-12-31", decided: [["2024-01-01", "2025-12-31"]], degree: 1 },
        { key: "c2", kind: "contact", label: "孙*", roles: ["Finance"], since: "2025-06-01", decided: [["2026-01-01", false]], degree: 1 },
        { key: "d2", kind: "person", label: "王*", degree: 3 },
        { key: "u1", kind: "employee", label: "Zhang", degree: 0 },
    ],
    edges: [
        { key: "m1", kind: "contact", from: "d1", to: "c1", since: false, until: "2025-12-31" },
        { key: "m2", kind: "contact", from: "d1", to: "c2", since: "2025-06-01", until: false },
        { key: "r1", kind: "relation", type: 7, from: "d2", to: "d1", since: "2025-03-01", until: false },
        { key: "o1", kind: "owner", from: "u1", to: "d2", since: false, until: false },
    ],
    types: [{ id: 7, name: "refers", color: 2 }],
    is_cut: false,
};
const shown = (options) =>
    filterGraph(GRAPH, { day: null, hidden: new Set(), root: "d1", ...options }).nodes.map(
        (node) => node.key
    );

test("the network as it was on a day (D5, D6)", () => {
    const cases = {
        "2025-01-01": ["d1", "c1"],
        "2025-04-01": ["d1", "c1", "d2", "u1"],
        "2025-07-01": ["d1", "c1", "c2", "d2", "u1"],
        "2026-02-01": ["d1", "c2", "d2", "u1"],
    };
    for (const [day, keys] of Object.entries(cases)) {
        expect(shown({ day })).toEqual(keys);
    }
    expect(shown({})).toEqual(["d1", "c1", "c2", "d2", "u1"]);
    const [, former, present] = GRAPH.nodes;
    expect(isDecider(former, "2025-07-01")).toBe(true);
    expect(isDecider(former, null)).toBe(false);
    expect(isDecider(present, "2025-07-01")).toBe(false);
    expect(isDecider(present, null)).toBe(true);
});

test("what is switched off goes, and what hung on it", () => {
    expect(shown({ hidden: new Set(["contact"]) })).toEqual(["d1", "d2", "u1"]);
    expect(shown({ hidden: new Set(["line:contact"]) })).toEqual(["d1", "d2", "u1"]);
    expect(shown({ hidden: new Set(["type:7"]) })).toEqual(["d1", "c1", "c2"]);
    expect(shown({ hidden: new Set(["person", "organisation"]) })).toEqual(["d1", "c1", "c2"]);
});

test("two networks become one", () => {
    const more = {
        nodes: [{ ...GRAPH.nodes[0], degree: 5 }, { key: "d3", kind: "person", label: "李*" }],
        edges: [{ key: "r2", kind: "relation", type: 8, from: "d3", to: "d1" }],
        types: [{ id: 8, name: "supplies", color: 3 }],
        is_cut: false,
    };
    const merged = mergeGraphs(GRAPH, more);
    expect(merged.nodes.length).toBe(6);
    expect(merged.nodes[0].degree).toBe(5);
    expect(merged.edges.length).toBe(5);
    expect(merged.types.length).toBe(2);
});

test("how many lines are not shown yet", () => {
    expect(missingCounts(GRAPH)).toEqual({ d1: 1, c1: 0, c2: 0, d2: 1, u1: 0 });
    expect(nodeLabel(GRAPH.nodes[2], true, 3)).toBe("★ 孙* +3\nFinance");
});

test("searching, days and rings", () => {
    expect(findNodes(GRAPH, " finance ")).toEqual(["c2"]);
    expect(findNodes(GRAPH, "c1")).toEqual(["d1"]);
    expect(findNodes(GRAPH, "")).toEqual([]);
    expect(dayText(dayNumber("2024-02-29"))).toBe("2024-02-29");
    expect(timeRange(GRAPH, "2026-05-01")).toEqual({ first: "2024-01-01", last: "2026-05-01" });
    expect(timeRange({ nodes: [], edges: [] }, "2026-05-01")).toBe(null);
    expect([...reachedFrom("u1", GRAPH.edges)].sort()).toEqual(["c1", "c2", "d1", "d2", "u1"]);
    const rings = ringPositions(GRAPH, "d1");
    expect(Object.keys(rings).length).toBe(5);
    expect(Math.round(Math.hypot(rings.u1.x, rings.u1.y))).toBe(280);
});

test("arrow keys go to the nearest in that direction", () => {
    const positions = {
        a: { x: 0, y: 0 },
        b: { x: 100, y: 10 },
        c: { x: 60, y: 100 },
        d: { x: -50, y: 0 },
    };
    expect(nodeTowards(positions, "a", "right")).toBe("b");
    expect(nodeTowards(positions, "a", "down")).toBe("c");
    expect(nodeTowards(positions, "a", "left")).toBe("d");
    expect(nodeTowards(positions, "a", "up")).toBe("a");
});

test("elements for the picture", () => {
    const elements = elementsOf(GRAPH, { day: null, root: "d1", positions: {} });
    expect(elements.length).toBe(9);
    const [root, , decider] = elements;
    expect(root.classes).toBe(" root");
    expect(decider.classes).toBe("decides ");
    expect(elements[5].classes).toInclude("former");
    expect(elements[7].data).toEqual({
        id: "r1",
        source: "d2",
        target: "d1",
        label: "refers",
        tint: 2,
    });
});

test("walking there and back", async () => {
    const asked = [];
    const source = new NetworkSource(
        async (...args) => {
            asked.push(args);
            return GRAPH;
        },
        { root: "d1", depth: 2, limit: 60, today: "2026-05-01" }
    );
    await source.load();
    await source.expand("d2");
    expect(source.chosen).toBe("d2");
    expect(source.missing).toBe(1);
    await source.centre("d2");
    expect(source.root).toBe("d2");
    source.back();
    expect(source.root).toBe("d1");
    source.toggle("contact");
    expect(source.shown.nodes.length).toBe(3);
    expect(source.shown).toBe(source.shown, { message: "drawn anew only when it changed" });
    source.text = "王";
    expect(source.found).toEqual(["d2"]);
    await source.showMore();
    expect(asked).toEqual([
        [["d1"], 2, 60],
        [["d2"], 1, 60],
        [["d2"], 2, 60],
        [["d1"], 2, 120],
    ]);
});

test("nobody walks to where there is nobody else", async () => {
    const alone = { ...GRAPH, nodes: GRAPH.nodes.slice(-1), edges: [] };
    const source = new NetworkSource(async ([key]) => (key === "u1" ? alone : GRAPH), {
        root: "d1",
        depth: 2,
        limit: 60,
        today: "2026-05-01",
    });
    await source.load();
    expect(await source.centre("u1")).toBe(false);
    expect([source.root, source.chosen, source.past.length]).toEqual(["d1", "u1", 0]);
    expect(await source.centre("d2")).toBe(true);
});

test("300 nodes are laid out in time, apart from each other and always the same", () => {
    const nodes = [...Array(300).keys()].map((at) => ({ key: `d${at}` }));
    const edges = nodes.slice(1).map(({ key }, at) => ({ from: `d${Math.floor(at / 5)}`, to: key }));
    const graph = { nodes, edges };
    const start = ringPositions(graph, "d0");
    const begun = performance.now();
    const placed = layOut(graph, start);
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(layOut(graph, start)).toEqual(placed);
    const places = Object.values(placed);
    const nearest = Math.min(
        ...places.flatMap((one, at) =>
            places.slice(at + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y))
        )
    );
    expect(nearest).toBeGreaterThan(15);
    const fixed = { d0: { x: 500, y: 500 } };
    expect(layOut(graph, start, fixed).d0).toEqual(fixed.d0);
});
