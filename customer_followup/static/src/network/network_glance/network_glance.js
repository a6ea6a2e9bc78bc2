import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { serializeDate, today } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { filterGraph } from "../model/graph";
import { keyPeople } from "../model/key_people";
import { NetworkView } from "../network_view/network_view";

const MOST = 30;

/**
 * The people around a customer on the overview: a small picture, on a phone a few lines.
 * Nothing is asked of the server before somebody can see it.
 */
export class NetworkGlance extends Component {
    static template = "customer_followup.NetworkGlance";
    static components = { NetworkView };
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.ui = useService("ui");
        this.box = useRef("box");
        this.most = MOST;
        this.state = useState({ shownFor: null, graph: null });
        useEffect(
            () => this.watch(),
            () => [this.key]
        );
    }

    /** What is shown is for one customer and one kind of screen. */
    get key() {
        return `${this.resId} ${this.ui.isSmall}`;
    }

    get resId() {
        return this.props.record.resId;
    }

    get root() {
        return `d${this.resId}`;
    }

    get isShown() {
        return Boolean(this.resId) && this.state.shownFor === this.key;
    }

    get summary() {
        const { graph } = this.state;
        if (!graph) {
            return null;
        }
        const people = keyPeople(graph, { root: this.root, day: serializeDate(today()) });
        return { ...people, isCut: graph.is_cut };
    }

    get moreText() {
        const { more: count, isCut } = this.summary;
        return isCut
            ? _t("more than %(count)s others", { count })
            : _t("%(count)s more people", { count });
    }

    watch() {
        const observer = new IntersectionObserver((entries) => {
            if (entries.some((entry) => entry.isIntersecting)) {
                observer.disconnect();
                this.show();
            }
        });
        observer.observe(this.box.el);
        return () => observer.disconnect();
    }

    async show() {
        const { key, resId, root } = this;
        if (this.ui.isSmall && resId) {
            const args = [[root], 1, MOST];
            const graph = await this.orm.silent.call("customer.network", "graph", args);
            if (key !== this.key) {
                return; // the pager was faster
            }
            const day = serializeDate(today());
            this.state.graph = filterGraph(graph, { day, hidden: new Set(), root });
        }
        this.state.shownFor = key;
    }

    openPicture() {
        return this.action.doAction("customer_followup.customer_network_action", {
            additionalContext: { active_id: this.resId },
            props: { root: this.root },
        });
    }

    openPerson(key) {
        const node = this.state.graph.nodes.find((each) => each.key === key);
        if (node?.model) {
            return this.action.doAction({
                type: "ir.actions.act_window",
                res_model: node.model,
                res_id: node.id,
                views: [[false, "form"]],
            });
        }
    }
}

registry.category("view_widgets").add("customer_network_glance", { component: NetworkGlance });
