import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

import { bars } from "./bars";

/** What a handover will do, before it does: how many go along, and who has how many then. */
export class HandoverPreview extends Component {
    static template = "customer_followup.HandoverPreview";
    static props = { ...standardFieldProps };

    get preview() {
        return this.props.record.data[this.props.name] || null;
    }

    get along() {
        return this.preview.along;
    }

    /** How many customers were chosen, while nobody was chosen yet who gets them. */
    get waiting() {
        const nobody = this.preview.left.find((left) => left.key === "nobody");
        return this.preview.count ? 0 : nobody?.count || 0;
    }

    get left() {
        return this.preview.left.filter((left) => left.key !== "nobody" || !this.waiting);
    }

    get bars() {
        return bars(this.preview.receivers);
    }
}

registry.category("fields").add("customer_handover_preview", {
    component: HandoverPreview,
    supportedTypes: ["jsonb", "json"],
});
