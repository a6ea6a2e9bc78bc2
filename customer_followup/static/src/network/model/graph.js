/**
 * Networks as data: {nodes, edges, types, is_cut}, without DOM or server.
 *
 * A day is text as the server writes it ("2026-03-01"); an empty one has no limit.
 */

/** The second network added to the first; what both have is as the second says. */
export function mergeGraphs(first, second) {
    return {
        nodes: mergeBy("key", first.nodes, second.nodes),
        edges: mergeBy("key", first.edges, second.edges),
        types: mergeBy("id", first.types, second.types),
        is_cut: first.is_cut || second.is_cut,
    };
}

function mergeBy(name, first, second) {
    const merged = new Map(first.map((each) => [each[name], each]));
    for (const each of second) {
        merged.set(each[name], each);
    }
    return [...merged.values()];
}

/** Whether a time includes a day. */
export function isOn({ since, until }, day) {
    return (!since || since <= day) && (!until || day <= until);
}

/** Whether somebody decided on a day; without one, whether he ever did or still does. */
export function isDecider(node, day) {
    const times = node.decided || [];
    return day
        ? times.some(([since, until]) => isOn({ since, until }, day))
        : times.some(([, until]) => !until);
}

/**
 * What of a network is shown.
 *
 * @param {Object} graph
 * @param {Object} shown
 * @param {string|null} shown.day the network as it was then; null shows all times
 * @param {Set<string>} shown.hidden kinds of nodes, and groups of edges as ``edgeGroup`` says
 * @param {string} shown.root key of the node that always stays
 */
export function filterGraph(graph, { day, hidden, root }) {
    const nodes = graph.nodes.filter(
        (node) =>
            node.key === root || (!hidden.has(node.kind) && (!day || isOn(node, day)))
    );
    const keys = new Set(nodes.map((node) => node.key));
    const edges = graph.edges.filter(
        (edge) =>
            keys.has(edge.from) &&
            keys.has(edge.to) &&
            !hidden.has(edgeGroup(edge)) &&
            (!day || isOn(edge, day))
    );
    const reached = reachedFrom(root, edges);
    return {
        ...graph,
        nodes: nodes.filter((node) => reached.has(node.key)),
        edges: edges.filter((edge) => reached.has(edge.from)),
    };
}

/** What the legend calls a line. */
export function edgeGroup(edge) {
    return edge.kind === "relation" ? `type:${edge.type}` : `line:${edge.kind}`;
}

/** Keys of all nodes that lines lead to. */
export function reachedFrom(root, edges) {
    const beside = neighbours(edges);
    const reached = new Set([root]);
    const pending = [root];
    while (pending.length) {
        for (const key of beside.get(pending.pop()) || []) {
            if (!reached.has(key)) {
                reached.add(key);
                pending.push(key);
            }
        }
    }
    return reached;
}

/** Map of each node's key to the keys beside it. */
export function neighbours(edges) {
    const beside = new Map();
    for (const { from, to } of edges) {
        for (const [one, other] of [
            [from, to],
            [to, from],
        ]) {
            if (!beside.has(one)) {
                beside.set(one, new Set());
            }
            beside.get(one).add(other);
        }
    }
    return beside;
}

/** How many lines of a node are not in this network: {key: count}. */
export function missingCounts(graph) {
    const missing = Object.fromEntries(
        graph.nodes.map((node) => [node.key, node.degree || 0])
    );
    for (const { from, to } of graph.edges) {
        for (const key of [from, to]) {
            if (key in missing) {
                missing[key] = Math.max(0, missing[key] - 1);
            }
        }
    }
    return missing;
}

/** The first and the last day on which something changed, or null. */
export function timeRange(graph, today) {
    const days = [
        ...graph.edges.flatMap((edge) => [edge.since, edge.until]),
        ...graph.nodes.flatMap((node) => [node.since, node.until]),
        ...graph.nodes.flatMap((node) => (node.decided || []).flat()),
    ].filter((day) => day && day <= today);
    if (!days.length) {
        return null;
    }
    days.sort();
    return { first: days[0], last: today };
}

/** Keys of nodes whose label, number or role has the text. */
export function findNodes(graph, text) {
    const wanted = text.trim().toLowerCase();
    if (!wanted) {
        return [];
    }
    return graph.nodes
        .filter((node) =>
            [node.label, node.detail, ...(node.roles || [])].some((said) =>
                (said || "").toLowerCase().includes(wanted)
            )
        )
        .map((node) => node.key);
}

/**
 * The node to go to with an arrow key: the nearest one in that direction.
 *
 * @param {Object} positions {key: {x, y}}
 * @param {string} current
 * @param {string} direction left, right, up or down
 * @returns {string} the key, or the current one when there is none
 */
export function nodeTowards(positions, current, direction) {
    const here = positions[current];
    const [dx, dy] = DIRECTIONS[direction];
    let best = current;
    let least = Infinity;
    for (const [key, { x, y }] of Object.entries(positions)) {
        const along = (x - here.x) * dx + (y - here.y) * dy;
        const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
        const far = along + 2 * aside;
        if (key !== current && along > 0 && aside <= 2 * along && far < least) {
            [best, least] = [key, far];
        }
    }
    return best;
}

const DIRECTIONS = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

/**
 * Where nodes stand before the layout: rings around the root, so that the same network
 * looks the same each time.
 *
 * @returns {Object} {key: {x, y}}
 */
export function ringPositions(graph, root) {
    const beside = neighbours(graph.edges);
    const positions = { [root]: { x: 0, y: 0 } };
    let ring = [root];
    for (let radius = 1; ring.length; radius++) {
        const next = [
            ...new Set(ring.flatMap((key) => [...(beside.get(key) || [])])),
        ].filter((key) => !(key in positions));
        next.forEach((key, place) => {
            const angle = (2 * Math.PI * place) / next.length + radius;
            positions[key] = {
                x: 140 * radius * Math.cos(angle),
                y: 140 * radius * Math.sin(angle),
            };
        });
        ring = next;
    }
    return positions;
}
