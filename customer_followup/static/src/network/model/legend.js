/** What the marks of a picture mean, and which of them are switched off. */

import { edgeGroup } from "./graph";
import { groupName, kindName, NODE_KINDS } from "./words";

/**
 * @param {Object} graph a network
 * @param {Set<string>} hidden kinds of nodes and groups of edges
 * @returns {Object[]} {group, name, css, isShown} of what is in the network
 */
export function legendOf({ nodes, edges, types }, hidden) {
    const kinds = NODE_KINDS.filter((kind) => nodes.some((node) => node.kind === kind)).map(
        (kind) => ({ group: kind, name: kindName(kind), css: `o_node_${kind}` })
    );
    const groups = [...new Set(edges.map(edgeGroup))].map((group) => ({
        group,
        name: groupName(group, types),
        css: `o_line o_line_${tintOf(group, types)}`,
    }));
    return [...kinds, ...groups].map((each) => ({ ...each, isShown: !hidden.has(each.group) }));
}

function tintOf(group, types) {
    const type = types.find(({ id }) => `type:${id}` === group);
    return type ? type.color : group.replace("line:", "");
}
