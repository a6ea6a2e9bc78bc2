import { loadBundle } from "@web/core/assets";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { SENT } from "../interactions/page_events";

/** What makes a form work: loaded by the pages that have one. */
const PAGE_BUNDLE = "customer_forms.assets_page";

/**
 * The building block "Customer Form": shows the form in place of the link to it, which is
 * all that is saved in the page.
 */
export class CustomerFormBlock extends Interaction {
    static selector = ".s_customer_form[data-slug]";

    setup() {
        this.shownEl = null;
        this.linkEl = this.el.querySelector(".s_customer_form_link");
        this.registerCleanup(() => this.linkEl.classList.remove("d-none"));
    }

    async willStart() {
        [this.formEl] = await this.waitFor(Promise.all([this.fetchForm(), this.loadScripts()]));
    }

    start() {
        if (this.formEl) {
            this.show(this.formEl);
        }
    }

    /** Where the form is found, in the language of the page. */
    get path() {
        return this.linkEl.querySelector("a").pathname;
    }

    loadScripts() {
        return loadBundle(PAGE_BUNDLE);
    }

    fetchForm() {
        return this.fetchPart(`${this.path}/block`, ".o_customer_forms_page");
    }

    /** @returns {Promise<HTMLElement|null>} a part of a page of ours; null without it */
    async fetchPart(url, selector) {
        try {
            const response = await fetch(url, { headers: { Accept: "text/html" } });
            const text = await response.text();
            return new DOMParser().parseFromString(text, "text/html").querySelector(selector);
        } catch {
            return null; // no connection: the link stays
        }
    }

    /** Shows a part of a page in place of what was shown before. */
    show(partEl) {
        const interactions = this.services["public.interactions"];
        if (this.shownEl) {
            interactions.stopInteractions(this.shownEl);
            this.shownEl.remove();
        }
        this.shownEl = document.importNode(partEl, true);
        this.insert(this.shownEl);
        this.linkEl.classList.add("d-none");
        this.activate();
    }

    /** Has what is shown work as on a page of its own. */
    activate() {
        const known = registry.category("public.interactions").getAll();
        this.services["public.interactions"].activate(known, this.shownEl);
        const formEl = this.shownEl.querySelector(".o_customer_forms_form");
        if (formEl) {
            this.addListener(formEl, SENT, this.onSent);
        }
    }

    /** Thanks where the form was, instead of on another page. */
    async onSent(ev) {
        ev.preventDefault();
        const url = ev.detail.redirect;
        const doneEl = await this.waitFor(this.fetchPart(url, ".o_customer_forms_done"));
        if (!doneEl) {
            window.location.assign(url);
            return;
        }
        this.show(doneEl);
        this.shownEl.tabIndex = -1;
        this.shownEl.focus({ preventScroll: true });
        this.shownEl.scrollIntoView({ block: "center" });
    }
}

registry
    .category("public.interactions")
    .add("customer_forms.customer_form_block", CustomerFormBlock);
