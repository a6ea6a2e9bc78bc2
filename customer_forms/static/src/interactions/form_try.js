import { registry } from "@web/core/registry";
import { FormPage } from "./form_page";

// The smallest files of their kinds that are what they claim.
const SAMPLE_FILES = {
    pdf: ["application/pdf", "%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"],
    png: [
        "image/png",
        atob(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
        ),
    ],
};

/** The page of a draft being tried: the server answers with the page and its verdict. */
export class FormTry extends FormPage {
    static selector = ".o_customer_forms_form[data-try]";

    start() {
        if (this.el.dataset.try === "samples") {
            this.attachSamples();
        }
        super.start();
    }

    /** The server fills in sample answers; files only the browser can choose. */
    attachSamples() {
        for (const inputEl of this.el.querySelectorAll("input[type='file']")) {
            const accepted = inputEl.accept.split(",").map((ending) => ending.trim().slice(1));
            const ending = Object.keys(SAMPLE_FILES).find((each) => accepted.includes(each));
            if (ending) {
                const [type, content] = SAMPLE_FILES[ending];
                const bytes = Uint8Array.from(content, (letter) => letter.charCodeAt(0));
                const chosen = new DataTransfer();
                chosen.items.add(new File([bytes], `sample.${ending}`, { type }));
                inputEl.files = chosen.files;
            }
        }
    }

    onLeave() {
        // nothing that was typed here is worth a question
    }

    async send() {
        this.el.submit();
    }
}

registry.category("public.interactions").add("customer_forms.form_try", FormTry);
