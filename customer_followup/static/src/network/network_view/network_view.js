import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { serializeDate, today } from "@web/core/l10n/dates";
import { downloadFile } from "@web/core/network/download";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { edgeGroup } from "../model/graph";
import { dayNumber, dayText } from "../model/days";
import { groupName, kindName, NODE_KINDS, nodeWords } from "../model/words";
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
        onFullScreen: { type: Function, optional: true },
    };
    static defaultProps = { isSmall: false };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.ui = useService("ui");
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

    get isAlone() {
        return this.source.graph.nodes.length <= 1;
    }

    get legend() {
        const { graph, hidden } = this.source;
        const kinds = NODE_KINDS.filter((kind) =>
            graph.nodes.some((node) => node.kind === kind)
        ).map((kind) => ({ group: kind, name: kindName(kind), css: `o_node_${kind}` }));
        const groups = [...new Set(graph.edges.map(edgeGroup))].map((group) => ({
            group,
            name: groupName(group, graph.types),
            css: `o_line o_line_${this.tint(group)}`,
        }));
        return [...kinds, ...groups].map((each) => ({
            ...each,
            isShown: !hidden.has(each.group),
        }));
    }

    tint(group) {
        const type = this.source.graph.types.find(({ id }) => `type:${id}` === group);
        return type ? type.color : group.replace("line:", "");
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
