import { BuilderAction } from "@html_builder/core/builder_action";
import { Plugin } from "@html_editor/plugin";
import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { CustomerFormOption } from "./customer_form_option";

/** The options of the building block "Customer Form". */
export class CustomerFormOptionPlugin extends Plugin {
    static id = "customerFormOption";
    static shared = ["getForms"];
    resources = {
        builder_options: [CustomerFormOption],
        builder_actions: { CustomerFormAction },
        so_content_addition_selector: [".s_customer_form"],
        on_snippet_dropped_handlers: this.onSnippetDropped.bind(this),
    };

    /** @returns {Promise<{slug: string, name: string}[]>} what the block can show */
    getForms() {
        return (this.forms ||= rpc("/customer_forms/block_forms"));
    }

    /** A new block shows the first form there is: no block is empty by oversight. */
    async onSnippetDropped({ snippetEl }) {
        const blockEl = snippetEl.matches(CustomerFormOption.selector)
            ? snippetEl
            : snippetEl.querySelector(CustomerFormOption.selector);
        if (blockEl && !blockEl.dataset.slug) {
            const [form] = await this.getForms();
            if (form && !this.isDestroyed) {
                showForm(blockEl, form.slug, form.name);
            }
        }
    }
}

/** Which form a block shows. */
export class CustomerFormAction extends BuilderAction {
    static id = "customerForm";

    isApplied({ editingElement, value }) {
        return editingElement.dataset.slug === value;
    }

    apply({ editingElement, value, params }) {
        showForm(editingElement, value, params.name);
    }
}

/** Notes the form in the block: a link that works without scripts. */
function showForm(blockEl, slug, name) {
    const linkEl = blockEl.querySelector(".s_customer_form_link a");
    linkEl.setAttribute("href", `/forms/${slug}`);
    linkEl.textContent = name;
    blockEl.dataset.slug = slug;
}

registry.category("website-plugins").add(CustomerFormOptionPlugin.id, CustomerFormOptionPlugin);
