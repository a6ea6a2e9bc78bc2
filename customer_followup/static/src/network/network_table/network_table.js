import { Component } from "@odoo/owl";
import { isDecider } from "../model/graph";
import { edgeSentence, nodeWords, timesText } from "../model/words";

/** The same network in words: for who hears it, and for small screens. */
export class NetworkTable extends Component {
    static template = "customer_followup.NetworkTable";
    static props = {
        graph: Object,
        day: { type: [String, { value: null }] },
        chosen: { type: [String, { value: null }] },
        onChoose: Function,
    };

    get rows() {
        const { graph, day } = this.props;
        const labels = Object.fromEntries(graph.nodes.map((node) => [node.key, node.label]));
        return graph.nodes.map((node) => ({
            node,
            words: nodeWords(node),
            decides: isDecider(node, day),
            times: timesText(node),
            lines: graph.edges
                .filter((edge) => edge.from === node.key || edge.to === node.key)
                .map((edge) => ({
                    key: edge.key,
                    text: edgeSentence(edge, labels, graph.types),
                    times: timesText(edge),
                })),
        }));
    }
}
