import { Component } from "@odoo/owl";
import { edgeSentence, nodeWords, timesText } from "../model/words";

/** Who somebody in the network is, and where to go from there. */
export class NetworkCard extends Component {
    static template = "customer_followup.NetworkCard";
    static props = {
        graph: Object,
        node: Object,
        missing: Number,
        isRoot: Boolean,
        onOpen: Function,
        onExpand: Function,
        onCentre: Function,
        onClose: Function,
    };

    get words() {
        return nodeWords(this.props.node);
    }

    get times() {
        return timesText(this.props.node);
    }

    get decided() {
        return (this.props.node.decided || []).map(([since, until]) =>
            timesText({ since, until })
        );
    }

    get lines() {
        const { graph, node } = this.props;
        const labels = Object.fromEntries(graph.nodes.map((each) => [each.key, each.label]));
        return graph.edges
            .filter((edge) => edge.from === node.key || edge.to === node.key)
            .map((edge) => ({
                key: edge.key,
                text: edgeSentence(edge, labels, graph.types),
                times: timesText(edge),
                isProposed: edge.is_proposed,
            }));
    }
}
