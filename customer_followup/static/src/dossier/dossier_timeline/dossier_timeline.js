import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { byMonth, whenOf } from "./months";

/** Everything that happened with a customer, newest first, page by page. */
export class CustomerDossierTimeline extends Component {
    static template = "customer_followup.CustomerDossierTimeline";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.keepLast = new KeepLast();
        this.whenOf = whenOf;
        this.state = useState({
            entries: [],
            kinds: {},
            kind: null,
            next: false,
            isLoaded: false,
            isLoading: false,
        });
        onWillStart(() => this.reload(this.props));
        onWillUpdateProps((props) => this.reload(props));
    }

    get months() {
        return byMonth(this.state.entries);
    }

    get kinds() {
        return Object.entries(this.state.kinds);
    }

    async reload(props) {
        if (!props.record.resId) {
            Object.assign(this.state, { entries: [], next: false, isLoaded: true });
            return;
        }
        const page = await this.fetchPage(props.record.resId, null);
        Object.assign(this.state, { ...page, isLoaded: true });
    }

    async choose(kind) {
        this.state.kind = kind;
        await this.reload(this.props);
    }

    async showMore() {
        this.state.isLoading = true;
        try {
            const page = await this.fetchPage(this.props.record.resId, this.state.next);
            this.state.entries.push(...page.entries);
            this.state.next = page.next;
        } finally {
            this.state.isLoading = false;
        }
    }

    fetchPage(resId, after) {
        const kinds = this.state.kind && [this.state.kind];
        return this.keepLast.add(
            this.orm.silent.call("customer.dossier", "timeline", [[resId], after, kinds])
        );
    }

    open(entry) {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: entry.res_model,
            res_id: entry.res_id,
            views: [[false, "form"]],
        });
    }
}

registry
    .category("view_widgets")
    .add("customer_dossier_timeline", { component: CustomerDossierTimeline });
