import { registry } from "@web/core/registry";
import { CustomerFormBlock } from "./customer_form_block";

/** While the page is edited the form is only looked at. */
const CustomerFormBlockEdit = (Block) =>
    class extends Block {
        activate() {
            this.shownEl.inert = true;
            this.shownEl.contentEditable = "false";
        }
    };

registry.category("public.interactions.edit").add("customer_forms.customer_form_block", {
    Interaction: CustomerFormBlock,
    mixin: CustomerFormBlockEdit,
});
