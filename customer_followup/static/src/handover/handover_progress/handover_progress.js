import { Component, onWillUnmount } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const SECONDS = 1.5;
const WORKING = new Set(["working", "undoing"]);

/** How far a handover is; the record is read again until it is done. */
export class HandoverProgress extends Component {
    static template = "customer_followup.HandoverProgress";
    static props = { ...standardWidgetProps };

    setup() {
        this.timer = setInterval(() => this.update(), SECONDS * 1000);
        onWillUnmount(() => clearInterval(this.timer));
    }

    get percent() {
        return Math.round(this.props.record.data.progress);
    }

    async update() {
        const { record } = this.props;
        if (WORKING.has(record.data.state) && !this.isBusy) {
            this.isBusy = true;
            try {
                await record.load();
            } finally {
                this.isBusy = false;
            }
        }
    }
}

registry.category("view_widgets").add("customer_handover_progress", {
    component: HandoverProgress,
    fieldDependencies: [
        { name: "progress", type: "float" },
        { name: "state", type: "selection" },
    ],
});
