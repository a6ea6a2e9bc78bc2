/** What was saved in this session of staff entry: numbers and links, nothing of the answers. */

import { _t } from "@web/core/l10n/translation";

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

/** The newest entry with its links, those before it as their numbers. */
export function savedLine({ number, url, edit_url }, place) {
    const parts = place ? [] : [element("strong", _t("Saved"), "text-success me-1")];
    parts.push(link(number, url, place ? "ms-2 text-muted" : "fw-bold"));
    if (edit_url && !place) {
        parts.push(link(_t("Correct"), edit_url, "ms-2"));
    }
    return parts;
}

function link(text, url, className) {
    const linkEl = element("a", text, className);
    Object.assign(linkEl, { href: url, target: "_blank", tabIndex: -1 });
    return linkEl;
}

function element(tag, text, className) {
    const el = document.createElement(tag);
    el.textContent = text;
    el.className = className;
    return el;
}
