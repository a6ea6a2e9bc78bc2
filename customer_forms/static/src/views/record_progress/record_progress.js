import { Component, onWillUnmount } from "@odoo/owl";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const SECONDS = 1.5;

/** How far work in the background is; the record is read again until it is done. */
export class RecordProgress extends Component {
    static template = "customer_forms.RecordProgress";
    static props = { ...standardWidgetProps };
    /** States of the record in which there is work. */
    static working = new Set();
    /** What the widget of a view needs: `progress` is in percent. */
    static fieldDependencies = [
        { name: "progress", type: "float" },
        { name: "state", type: "selection" },
    ];

    setup() {
        this.timer = setInterval(() => this.update(), SECONDS * 1000);
        onWillUnmount(() => clearInterval(this.timer));
    }

    /** What is in progress, for those who do not see the bar. */
    get label() {
        return "";
    }

    get percent() {
        return Math.round(this.props.record.data.progress);
    }

    /** Something is done, and nobody sees how far it is. */
    get isUnknown() {
        return false;
    }

    async update() {
        const { record } = this.props;
        const isWorking = this.constructor.working.has(record.data.state);
        if (isWorking && !this.isBusy && !(await record.isDirty())) {
            this.isBusy = true;
            try {
                await record.load();
            } finally {
                this.isBusy = false;
            }
        }
    }
}
