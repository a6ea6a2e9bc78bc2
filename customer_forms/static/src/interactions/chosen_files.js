import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { FILES_KEPT } from "./page_events";

const KILOBYTE = 1024;
const MEGABYTE = KILOBYTE * KILOBYTE;

/**
 * Shows the files that were chosen, adds to them, and removes single ones. A phone may take
 * a photo instead of choosing a file.
 */
export class ChosenFiles extends Interaction {
    static selector = ".o_customer_forms_files";
    dynamicContent = {
        "input[type=file]": {
            "t-on-change": this.onChange,
            [`t-on-${FILES_KEPT}`]: () => this.keep([]),
        },
        ".o_customer_forms_chosen": { "t-on-click": this.onClick },
        ".o_customer_forms_photo": { "t-on-click": () => this.cameraEl.click() },
        ".o_customer_forms_photo_button": {
            "t-att-class": () => ({ "d-none": !this.hasCamera }),
        },
    };

    setup() {
        this.inputEl = this.el.querySelector("input[name]");
        this.cameraEl = this.el.querySelector("input[capture]");
        this.listEl = this.el.querySelector(".o_customer_forms_chosen");
        this.maxSize = Number(this.el.dataset.maxMb) * MEGABYTE;
        this.files = [];
        this.urls = [];
        // only where a finger points: there the camera is at hand
        this.hasCamera = Boolean(this.cameraEl) && window.matchMedia("(pointer: coarse)").matches;
    }

    start() {
        this.files = [...this.inputEl.files]; // the browser keeps them when it goes back
        this.show();
    }

    destroy() {
        this.urls.forEach((url) => URL.revokeObjectURL(url));
    }

    /** What is chosen comes to what was chosen: a camera takes one picture at a time. */
    onChange(ev) {
        const known = new Set(this.files.map(nameAndSize));
        const added = [...ev.target.files].filter((file) => !known.has(nameAndSize(file)));
        this.keep([...this.files, ...added]);
        if (ev.target === this.cameraEl) {
            this.cameraEl.value = "";
            this.inputEl.dispatchEvent(new Event("change", { bubbles: true }));
        }
    }

    onClick(ev) {
        const buttonEl = ev.target.closest("button");
        if (buttonEl) {
            const place = [...this.listEl.querySelectorAll("button")].indexOf(buttonEl);
            const name = this.files[place].name;
            this.keep(this.files.filter((_file, each) => each !== place));
            this.inputEl.dispatchEvent(new Event("change", { bubbles: true }));
            (this.listEl.querySelectorAll("button")[place] || this.inputEl).focus();
            this.tell(_t("%(name)s was removed.", { name }));
        }
    }

    /** Makes these the files that are sent. */
    keep(files) {
        const chosen = new DataTransfer();
        files.forEach((file) => chosen.items.add(file));
        this.inputEl.files = chosen.files;
        this.files = files;
        this.show();
    }

    show() {
        this.urls.forEach((url) => URL.revokeObjectURL(url));
        this.urls = [];
        this.listEl.replaceChildren(...this.files.map((file) => this.makeLine(file)));
    }

    makeLine(file) {
        const lineEl = this.el
            .querySelector("template")
            .content.firstElementChild.cloneNode(true);
        const [pictureEl, iconEl] = lineEl.querySelectorAll("img, .fa-file-o");
        const isPicture = file.type.startsWith("image/");
        if (isPicture) {
            pictureEl.src = URL.createObjectURL(file);
            this.urls.push(pictureEl.src);
        }
        pictureEl.classList.toggle("d-none", !isPicture);
        iconEl.classList.toggle("d-none", isPicture);
        const isTooLarge = file.size > this.maxSize;
        lineEl.querySelector(".o_customer_forms_file_name").textContent = file.name;
        const sizeEl = lineEl.querySelector(".o_customer_forms_file_size");
        sizeEl.textContent = sizeWords(file.size);
        sizeEl.classList.toggle("text-danger", isTooLarge);
        sizeEl.classList.toggle("fw-bold", isTooLarge);
        lineEl
            .querySelector("button")
            .setAttribute("aria-label", _t("Remove %(name)s", { name: file.name }));
        return lineEl;
    }

    /** For people who do not see the page. */
    tell(text) {
        this.el.querySelector("[role=status]").textContent = text;
    }
}

const nameAndSize = ({ name, size }) => `${size} ${name}`;

/** @returns {string} such as `1.4 MB` */
export function sizeWords(bytes) {
    if (bytes < MEGABYTE) {
        return `${Math.max(1, Math.round(bytes / KILOBYTE))} kB`;
    }
    return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

registry.category("public.interactions").add("customer_forms.chosen_files", ChosenFiles);
