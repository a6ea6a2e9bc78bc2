import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { SECTION_SHOWN } from "./page_events";

/**
 * Tells the page around a form in a frame how high the form is: static/embed/embed.js
 * listens there. Only pages that the form allows can be around it, and a height is no
 * secret, so it is told to whichever it is.
 */
export class EmbedHeight extends Interaction {
    static selector = ".o_customer_forms_embedded";
    dynamicContent = {
        _window: { "t-on-message": this.onMessage },
        ".o_customer_forms_form": { [`t-on-${SECTION_SHOWN}`]: () => this.tellSize(true) },
    };

    start() {
        this.observer = new ResizeObserver(() => this.tellSize(false));
        this.observer.observe(this.el);
        this.registerCleanup(() => this.observer.disconnect());
        this.tellSize(true);
    }

    onMessage(ev) {
        if (ev.source === window.parent && ev.data?.type === "customer_forms_ask") {
            this.tellSize(false);
        }
    }

    /** @param {boolean} isNew whether other things are shown: the page goes to their top */
    tellSize(isNew) {
        if (window.parent !== window) {
            const said = { type: "customer_forms_size", height: this.el.offsetHeight, isNew };
            window.parent.postMessage(said, "*");
        }
    }
}

registry.category("public.interactions").add("customer_forms.embed_height", EmbedHeight);
