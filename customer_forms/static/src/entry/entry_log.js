/** What was saved in this session of staff entry: numbers and links, nothing of the answers. */

const SHOWN = 4;

export class EntryLog {
    /** @param {string} slug of the form */
    constructor(slug) {
        this.key = `customer_forms_entry/${slug}`;
        const kept = JSON.parse(sessionStorage.getItem(this.key) || "null");
        const { count = 0, startedAt = Date.now(), saved = [] } = kept || {};
        Object.assign(this, { count, startedAt, saved });
    }

    /** @param {{number: string, url: string, edit_url: string}} saved */
    add(saved) {
        this.count += 1;
        this.saved = [saved, ...this.saved].slice(0, SHOWN);
        const { count, startedAt } = this;
        const kept = { count, startedAt, saved: this.saved };
        sessionStorage.setItem(this.key, JSON.stringify(kept));
    }
}
