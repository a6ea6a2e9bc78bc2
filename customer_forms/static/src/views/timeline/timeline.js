import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** What was done with a record, from the audit log; it says masks only. */
export class CustomerTimeline extends Component {
    static template = "customer_forms.CustomerTimeline";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ events: [], read: 0, total: 0, isLoaded: false });
        onWillStart(() => this.reload(this.props));
        onWillUpdateProps((props) => this.reload(props));
    }

    async reload(props) {
        if (!props.record.resId) {
            Object.assign(this.state, { events: [], read: 0, total: 0, isLoaded: true });
            return;
        }
        const page = await this.fetchPage(props.record, 0);
        Object.assign(this.state, { events: page.events, isLoaded: true });
    }

    async showMore() {
        const page = await this.fetchPage(this.props.record, this.state.read);
        this.state.events.push(...page.events);
    }

    async fetchPage(record, offset) {
        const page = await this.orm.silent.call("customer.audit.event", "timeline", [
            record.resModel,
            record.resId,
            offset,
            PAGE,
        ]);
        // Those that this user does not see are read all the same.
        this.state.total = page.total;
        this.state.read = Math.min(offset + PAGE, page.total);
        return page;
    }

    when(event) {
        return formatDateTime(deserializeDateTime(event.when));
    }
}

const PAGE = 20;

registry.category("view_widgets").add("customer_timeline", { component: CustomerTimeline });
