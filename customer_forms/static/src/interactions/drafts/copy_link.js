import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

/** Copies the private link of what is completed later. */
export class CopyLink extends Interaction {
    static selector = ".o_customer_forms_later";
    dynamicContent = {
        ".o_customer_forms_copy": {
            "t-on-click": this.copy,
            "t-att-class": () => ({ "d-none": false }),
        },
    };

    async copy() {
        const inputEl = this.el.querySelector(".o_customer_forms_link");
        inputEl.select();
        try {
            await navigator.clipboard.writeText(inputEl.value);
        } catch {
            document.execCommand("copy"); // pages without https have no other way
        }
        this.el.querySelector(".o_customer_forms_copied").textContent = _t("Copied.");
    }
}

registry.category("public.interactions").add("customer_forms.copy_link", CopyLink);
