import { filterGraph, findNodes, mergeGraphs, missingCounts, timeRange } from "../model/graph";

/** What is read of a network and what of it is shown; without DOM. */
export class NetworkSource {
    /**
     * @param {Function} fetchGraph (keys, depth, limit) to a promise of a network
     * @param {Object} options
     * @param {string} options.root
     * @param {number} options.depth
     * @param {number} options.limit the most nodes at first
     * @param {string} options.today
     */
    constructor(fetchGraph, { root, depth, limit, today }) {
        Object.assign(this, { fetchGraph, root, depth, limit, today });
        Object.assign(this, { graph: null, day: today, text: "", chosen: null });
        this.hidden = new Set();
        this.past = [];
        this.shownBy = {};
    }

    async load() {
        this.graph = await this.fetchGraph([this.root], this.depth, this.limit);
    }

    async showMore() {
        this.limit *= 2;
        await this.load();
    }

    async expand(key) {
        const more = await this.fetchGraph([key], 1, this.limit);
        this.graph = mergeGraphs(this.graph, { ...more, is_cut: false });
        this.chosen = key;
    }

    /** @returns {Promise<boolean>} false where there is nobody to walk on to */
    async centre(key) {
        const { root, graph } = this;
        const next = await this.fetchGraph([key], this.depth, this.limit);
        if (next.nodes.length < 2) {
            this.chosen = key;
            return false;
        }
        this.past.push({ root, graph });
        Object.assign(this, { root: key, graph: next, chosen: key });
        return true;
    }

    back() {
        if (this.past.length) {
            Object.assign(this, this.past.pop(), { chosen: null });
        }
    }

    toggle(group) {
        const hidden = new Set(this.hidden);
        if (!hidden.delete(group)) {
            hidden.add(group);
        }
        this.hidden = hidden;
    }

    /** The same object until something it is made of changes. */
    get shown() {
        const { graph, day, hidden, root, shownBy } = this;
        if (
            shownBy.graph !== graph ||
            shownBy.day !== day ||
            shownBy.hidden !== hidden ||
            shownBy.root !== root
        ) {
            const shown = filterGraph(graph, { day, hidden, root });
            this.shownBy = { graph, day, hidden, root, shown };
        }
        return this.shownBy.shown;
    }

    /** Keys of what was searched for, null without a search. */
    get found() {
        const by = `${this.text}`;
        if (!by.trim()) {
            return null;
        }
        if (this.foundBy?.text !== by || this.foundBy.shown !== this.shown) {
            const shown = this.shown;
            this.foundBy = { text: by, shown, keys: findNodes(shown, by) };
        }
        return this.foundBy.keys;
    }

    get range() {
        return timeRange(this.graph, this.today);
    }

    get node() {
        return this.shown.nodes.find((node) => node.key === this.chosen);
    }

    get missing() {
        return this.node ? missingCounts(this.graph)[this.chosen] || 0 : 0;
    }
}
