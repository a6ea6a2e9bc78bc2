import { registry } from "@web/core/registry";
import { FormPage } from "./form_page";

/** The page of a draft being tried: the server answers with the page and its verdict. */
export class FormTry extends FormPage {
    static selector = ".o_customer_forms_form[data-try]";

    onLeave() {
        // nothing that was typed here is worth a question
    }

    async send() {
        this.el.submit();
    }
}

registry.category("public.interactions").add("customer_forms.form_try", FormTry);
