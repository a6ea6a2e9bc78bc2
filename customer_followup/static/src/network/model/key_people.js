/** Who matters around a customer, in a few lines: for where a picture is too small. */

import { isDecider } from "./graph";

const FEW = 6;

/**
 * @param {Object} graph a network
 * @param {Object} options
 * @param {string} options.root key of the customer
 * @param {string|null} options.day
 * @param {number} [options.few] the most people
 * @returns {{people: Object[], more: number}} who decides first, then whom to ask for, who has
 *     a role there, and who stands to the customer in some way
 */
export function keyPeople(graph, { root, day, few = FEW }) {
    const lines = linesOf(graph, root);
    const people = others(graph.nodes, root)
        .filter((node) => lines.has(node.key))
        .map((node) => ({
            key: node.key,
            label: node.label,
            decides: isDecider(node, day),
            words: wordsOf(node, lines.get(node.key), graph.types),
            spoken: node.spoken || "",
            rank: rankOf(node, day),
        }))
        .sort((one, other) => one.rank - other.rank);
    return { people: people.slice(0, few), more: Math.max(people.length - few, 0) };
}

/** Who is not one of us. */
export function others(nodes, root) {
    return nodes.filter(({ key, kind }) => key !== root && kind !== "employee");
}

/** Map of each neighbour's key to its line to the root. */
function linesOf({ edges }, root) {
    const lines = new Map();
    for (const edge of edges) {
        if (edge.from === root) {
            lines.set(edge.to, edge);
        } else if (edge.to === root) {
            lines.set(edge.from, edge);
        }
    }
    return lines;
}

function rankOf(node, day) {
    if (isDecider(node, day)) {
        return 0;
    }
    if (node.is_main) {
        return 1;
    }
    if (node.kind === "contact") {
        return node.roles?.length ? 2 : 3;
    }
    return node.kind === "hidden" ? 5 : 4;
}

function wordsOf(node, line, types) {
    if (line.kind !== "relation") {
        return [...new Set([node.detail, ...(node.roles || [])].filter(Boolean))].join(" · ");
    }
    const type = types.find((each) => each.id === line.type);
    return (line.from === node.key ? type?.name : type?.inverse) || "";
}
