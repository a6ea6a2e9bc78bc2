/**
 * Where the nodes of a network stand: those with a line between them attract, all others
 * keep apart (Fruchterman and Reingold). The same network is laid out the same each time.
 * The layout of Cytoscape.js takes seconds for 300 nodes; this one a tenth of a second.
 */

// How far apart two of a few, and two of many, are wanted to be.
const WIDE = 95;
const NARROW = 50;
const FEW = 60;
const STEPS = 160;
const WARMTH = 90;
// Screens and labels are wider than they are high: what is side by side counts as nearer.
const FLAT = 0.6;
const PULL = 0.04;

/**
 * @param {Object} graph {nodes, edges}
 * @param {Object} start {key: {x, y}} for each node
 * @param {Object} fixed {key: {x, y}} of those that stay where they are
 * @returns {Object} {key: {x, y}}
 */
export function layOut(graph, start, fixed = {}) {
    const keys = graph.nodes.map((node) => node.key);
    const place = new Map(keys.map((key, at) => [key, at]));
    const x = Float64Array.from(keys, (key, at) => (fixed[key] || start[key] || spread(at)).x);
    const y = Float64Array.from(keys, (key, at) => (fixed[key] || start[key] || spread(at)).y);
    const isFixed = keys.map((key) => key in fixed);
    const lines = graph.edges
        .map(({ from, to }) => [place.get(from), place.get(to)])
        .filter(([one, other]) => one !== undefined && other !== undefined);
    const distance = Math.max(NARROW, WIDE * Math.min(1, Math.sqrt(FEW / keys.length)));
    const steps = keys.length > 400 ? STEPS / 2 : STEPS;
    for (let step = 0; step < steps; step++) {
        const [dx, dy] = forces(x, y, lines, distance);
        const most = WARMTH * (1 - step / steps) + 1;
        for (let at = 0; at < keys.length; at++) {
            const length = Math.hypot(dx[at], dy[at]) || 1;
            const go = isFixed[at] ? 0 : Math.min(length, most) / length;
            x[at] += dx[at] * go;
            y[at] += dy[at] * go;
        }
    }
    return Object.fromEntries(
        keys.map((key, at) => [key, fixed[key] || { x: x[at], y: y[at] }])
    );
}

/** Nobody stands on top of another one, also without a start. */
function spread(at) {
    return { x: 10 * Math.cos(at * 2.4) * at, y: 10 * Math.sin(at * 2.4) * at };
}

function forces(x, y, lines, distance) {
    const dx = new Float64Array(x.length);
    const dy = new Float64Array(x.length);
    for (let one = 0; one < x.length; one++) {
        dx[one] -= x[one] * PULL * FLAT;
        dy[one] -= y[one] * PULL;
        for (let other = one + 1; other < x.length; other++) {
            const aside = x[one] - x[other] || 0.1;
            const above = y[one] - y[other] || 0.1;
            const near = aside * aside * FLAT * FLAT + above * above;
            const push = (distance * distance) / near;
            dx[one] += aside * push;
            dy[one] += above * push;
            dx[other] -= aside * push;
            dy[other] -= above * push;
        }
    }
    for (const [one, other] of lines) {
        const aside = x[one] - x[other];
        const above = y[one] - y[other];
        const pull = Math.hypot(aside * FLAT, above) / distance;
        dx[one] -= aside * pull;
        dy[one] -= above * pull;
        dx[other] += aside * pull;
        dy[other] += above * pull;
    }
    return [dx, dy];
}
