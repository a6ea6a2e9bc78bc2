import { registry } from "@web/core/registry";
import { RadioField, radioField } from "@web/views/fields/radio/radio_field";

const ICONS = {
    phone: "fa-phone",
    visit: "fa-map-marker",
    meeting: "fa-video-camera",
    mail: "fa-envelope-o",
    chat: "fa-commenting-o",
    exhibition: "fa-flag-o",
};

/** How somebody spoke to a customer, as buttons big enough for a thumb. */
export class MethodField extends RadioField {
    static template = "customer_followup.MethodField";

    iconOf(method) {
        return ICONS[method] || "fa-comments-o";
    }
}

registry.category("fields").add("customer_followup_method", {
    ...radioField,
    component: MethodField,
    supportedTypes: ["selection"],
});
