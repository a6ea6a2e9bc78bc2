import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

/**
 * Tells the server that somebody who was invited looks at the form, and that he has begun.
 * Programs that open every link in a mail show no page and type nothing.
 */
export class Invitation extends Interaction {
    static selector = ".o_customer_forms_invitation";
    dynamicSelectors = { ...this.dynamicSelectors, _form: () => this.formEl };
    dynamicContent = {
        _form: { "t-on-input": this.onInput },
        _document: { "t-on-visibilitychange": this.onVisible },
    };

    setup() {
        this.formEl = this.el.closest("form");
        this.told = new Set();
    }

    start() {
        this.onVisible();
    }

    onVisible() {
        if (document.visibilityState === "visible") {
            this.tell("opened");
        }
    }

    onInput() {
        this.tell("started");
    }

    /** Once each; nothing waits for it. */
    tell(event) {
        if (this.told.has(event)) {
            return;
        }
        this.told.add(event);
        const body = new FormData();
        for (const name of ["csrf_token", "_uuid", "_opening"]) {
            body.set(name, this.formEl.elements[name]?.value || "");
        }
        body.set("event", event);
        fetch(this.el.dataset.path, { method: "POST", body, keepalive: true }).catch(() => {});
    }
}

registry.category("public.interactions").add("customer_forms.invitation", Invitation);
