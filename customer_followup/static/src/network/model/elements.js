/** A network as Cytoscape.js draws it. */

import { isDecider, missingCounts } from "./graph";

const SHAPES = {
    organisation: "round-rectangle",
    person: "hexagon",
    contact: "ellipse",
    employee: "diamond",
    hidden: "octagon",
};

/**
 * @param {Object} graph what is shown
 * @param {Object} options
 * @param {string|null} options.day
 * @param {string} options.root
 * @param {Object} options.positions {key: {x, y}}
 */
export function elementsOf(graph, { day, root, positions }) {
    const names = Object.fromEntries(graph.types.map((type) => [type.id, type.name]));
    const missing = missingCounts(graph);
    const nodes = graph.nodes.map((node) => ({
        group: "nodes",
        data: {
            id: node.key,
            kind: node.kind,
            label: nodeLabel(node, isDecider(node, day), missing[node.key]),
        },
        position: { ...(positions[node.key] || { x: 0, y: 0 }) },
        classes: [
            isDecider(node, day) ? "decides" : "",
            node.key === root ? "root" : "",
        ].join(" "),
    }));
    const edges = graph.edges.map((edge) => ({
        group: "edges",
        data: {
            id: edge.key,
            source: edge.from,
            target: edge.to,
            label: edge.kind === "relation" ? names[edge.type] || "" : "",
            tint: edge.kind === "relation" ? colorOf(graph, edge) : edge.kind,
        },
        classes: [
            edge.kind,
            edge.is_symmetric ? "symmetric" : "",
            edge.is_proposed ? "proposed" : "",
            !day && edge.until ? "former" : "",
        ].join(" "),
    }));
    return [...nodes, ...edges];
}

function colorOf(graph, edge) {
    return graph.types.find((type) => type.id === edge.type)?.color || 0;
}

/** The name with a star for who decides, the role, and how many more there are. */
export function nodeLabel(node, decides, missing) {
    const name = decides ? `★ ${node.label}` : node.label;
    const more = missing ? ` +${missing}` : "";
    const role = (node.roles || [])[0];
    return role ? `${name}${more}\n${role}` : `${name}${more}`;
}

/**
 * The style sheet, in the colours of the page.
 *
 * @param {Function} color name of a CSS variable without "--network-" to its value
 */
export function styleOf(color) {
    const kinds = Object.entries(SHAPES).map(([kind, shape]) => ({
        selector: `node[kind = "${kind}"]`,
        style: { shape, "background-color": color(kind) },
    }));
    const tints = ["contact", "owner", ...Array(12).keys()].map((tint) => ({
        selector: typeof tint === "number" ? `edge[tint = ${tint}]` : `edge[tint = "${tint}"]`,
        style: {
            "line-color": color(`line-${tint}`),
            "target-arrow-color": color(`line-${tint}`),
        },
    }));
    return [...basicStyle(color), ...kinds, ...tints, ...markStyle(color)];
}

function basicStyle(color) {
    return [
        {
            selector: "node",
            style: {
                width: 30,
                height: 30,
                label: "data(label)",
                color: color("text"),
                "font-size": 11,
                "min-zoomed-font-size": 6,
                "text-valign": "bottom",
                "text-margin-y": 4,
                "text-wrap": "wrap",
                "text-max-width": 130,
                "text-outline-color": color("page"),
                "text-outline-width": 2,
                "border-width": 1,
                "border-color": color("page"),
            },
        },
        { selector: 'node[kind = "organisation"]', style: { width: 42 } },
        {
            selector: "edge",
            style: {
                width: 2,
                label: "data(label)",
                color: color("text"),
                "font-size": 9,
                "min-zoomed-font-size": 8,
                "text-rotation": "autorotate",
                "text-outline-color": color("page"),
                "text-outline-width": 2,
                "curve-style": "bezier",
                "target-arrow-shape": "triangle",
                "arrow-scale": 0.9,
            },
        },
    ];
}

function markStyle(color) {
    return [
        {
            selector: "edge.contact, edge.owner, edge.symmetric",
            style: { "target-arrow-shape": "none" },
        },
        { selector: "edge.contact, edge.owner", style: { width: 1.2 } },
        {
            selector: "edge.owner, edge.proposed, edge.former",
            style: { "line-style": "dashed" },
        },
        { selector: "edge.former", style: { opacity: 0.6 } },
        {
            selector: "node.decides",
            style: { "border-width": 4, "border-color": color("decides") },
        },
        { selector: "node.root", style: { width: 52, height: 38, "font-weight": "bold" } },
        { selector: ".faded", style: { opacity: 0.2 } },
        {
            selector: "node.chosen",
            style: {
                "outline-width": 3,
                "outline-color": color("chosen"),
                "outline-offset": 3,
            },
        },
    ];
}
