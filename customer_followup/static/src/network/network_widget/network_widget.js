import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Layout } from "@web/search/layout";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { NetworkView } from "../network_view/network_view";

const KEYS = { "customer.dossier": "d", "customer.contact": "c" };

/** The picture on the page of a customer; it is read anew when the record is saved. */
export class NetworkWidget extends Component {
    static template = "customer_followup.NetworkWidget";
    static components = { NetworkView };
    static props = { ...standardWidgetProps };

    setup() {
        this.action = useService("action");
    }

    get root() {
        const { resModel, resId } = this.props.record;
        return resId ? `${KEYS[resModel]}${resId}` : "";
    }

    openFullScreen() {
        return this.action.doAction("customer_followup.customer_network_action", {
            additionalContext: { active_id: this.props.record.resId },
            props: { root: this.root },
        });
    }
}

registry.category("view_widgets").add("customer_network", { component: NetworkWidget });

/** The picture alone, as large as the screen. */
export class NetworkAction extends Component {
    static template = "customer_followup.NetworkAction";
    static components = { Layout, NetworkView };
    static props = { ...standardActionServiceProps, root: { type: String, optional: true } };

    get root() {
        const { context, params } = this.props.action;
        return this.props.root || params?.root || `d${context.active_id}`;
    }
}

registry.category("actions").add("customer_network", NetworkAction);
