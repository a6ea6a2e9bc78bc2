import { Component, onWillUnmount } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const SECONDS = 1.5;
const WORKING = new Set(["checking", "importing"]);

/** How far an import is; the record is read again until it is done. */
export class ImportProgress extends Component {
    static template = "customer_forms.ImportProgress";
    static props = { ...standardWidgetProps };

    setup() {
        this.timer = setInterval(() => this.update(), SECONDS * 1000);
        onWillUnmount(() => clearInterval(this.timer));
    }

    get percent() {
        return Math.round(this.props.record.data.progress);
    }

    /** All rows in one transaction: nobody sees how far it is. */
    get isTogether() {
        const { state, mode } = this.props.record.data;
        return state === "importing" && mode === "all";
    }

    async update() {
        const { record } = this.props;
        if (WORKING.has(record.data.state) && !this.isBusy && !(await record.isDirty())) {
            this.isBusy = true;
            try {
                await record.load();
            } finally {
                this.isBusy = false;
            }
        }
    }
}

registry.category("view_widgets").add("customer_import_progress", {
    component: ImportProgress,
    fieldDependencies: [
        { name: "progress", type: "float" },
        { name: "state", type: "selection" },
        { name: "mode", type: "selection" },
    ],
});
