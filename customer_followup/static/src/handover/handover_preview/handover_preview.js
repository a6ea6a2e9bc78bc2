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

    get bars() {
        return bars(this.preview.receivers);
    }
}

registry.category("fields").add("customer_handover_preview", {
    component: HandoverPreview,
    supportedTypes: ["jsonb", "json"],
});
