import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { serializeDate, today } from "@web/core/l10n/dates";
import { downloadFile } from "@web/core/network/download";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { dayNumber, dayText } from "../model/days";
import { others } from "../model/key_people";
import { legendOf } from "../model/legend";
import { nodeWords } from "../model/words";
import { NetworkCanvas } from "../network_canvas/network_canvas";
import { NetworkCard } from "../network_card/network_card";
import { NetworkTable } from "../network_table/network_table";
import { NetworkSource } from "./network_source";

/** The people around a customer, as a picture and as a table (D5). */
export class NetworkView extends Component {
    static template = "customer_followup.NetworkView";
    static components = { NetworkCanvas, NetworkCard, NetworkTable };
    static props = {
        root: String,
        depth: Number,
        limit: Number,
        isSmall: { type: Boolean, optional: true },
        isGlance: { type: Boolean, optional: true },
        title: { type: String, optional: true },
        onFullScreen: { type: Function, optional: true },
    };
    static defaultProps = { isSmall: false, isGlance: false };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.picture = null;
        this.state = useState({ isTable: false, isBusy: false });
        onWillStart(() => this.start(this.props));
        onWillUpdateProps((props) => props.root !== this.props.root && this.start(props));
    }

    async start({ root, depth, limit }) {
        const fetchGraph = (...args) => this.orm.call("customer.network", "graph", args);
        const source = new NetworkSource(fetchGraph, {
            root,
            depth,
            limit,
            today: serializeDate(today()),
        });
        await source.load();
        this.state.source = source;
    }

    get source() {
        return this.state.source;
    }

    /** On the overview colleagues are nobody: whom to ask is the question there. */
    get isAlone() {
        const { nodes } = this.source.graph;
        return this.props.isGlance ? !others(nodes, this.source.root).length : nodes.length <= 1;
    }

    get cutText() {
        return _t("There are more than %(count)s.", { count: this.source.graph.nodes.length });
    }

    get legend() {
        return legendOf(this.source.graph, this.source.hidden);
    }

    get slider() {
        const { range, day, today: last } = this.source;
        return range && { first: dayNumber(range.first), last: dayNumber(last), now: dayNumber(day || last) };
    }

    /** What a screen reader says when a node is chosen. */
    get said() {
        const node = this.source.node;
        return node ? `${node.label}, ${nodeWords(node)}` : "";
    }

    async run(work) {
        this.state.isBusy = true;
        try {
            await work();
        } finally {
            this.state.isBusy = false;
        }
    }

    onChoose(key) {
        this.source.chosen = key;
    }

    onExpand(key) {
        const node = this.source.shown.nodes.find((each) => each.key === key);
        if (node?.model) {
            return this.run(() => this.source.expand(key));
        }
    }

    async centre(key, name) {
        if (!(await this.source.centre(key))) {
            this.notification.add(_t("Nobody else is known around %(name)s.", { name }), {
                type: "info",
            });
        }
    }

    /** Walk to somebody, if this user may see who is there. */
    onCentre(key) {
        const node = this.source.shown.nodes.find((each) => each.key === key);
        if (node?.model && key !== this.source.root) {
            return this.run(() => this.centre(key, node.label));
        }
    }

    onOpen(node) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: node.model,
            res_id: node.id,
            views: [[false, "form"]],
        });
    }

    onSlide(ev) {
        this.source.day = dayText(Number(ev.target.value));
    }

    onDay(ev) {
        this.source.day = ev.target.value || this.source.today;
    }

    onAllTimes(ev) {
        this.source.day = ev.target.checked ? null : this.source.today;
    }

    onSearchKey(ev) {
        const [first] = this.source.found || [];
        if (ev.key === "Enter" && first) {
            this.source.chosen = first;
        }
    }

    async onSave() {
        await downloadFile(this.picture.png(), _t("network.png"), "image/png");
    }
}
