import { Component } from "@odoo/owl";
import { percent, width } from "../format";

export class ChannelTable extends Component {
    static template = "customer_forms.ChannelTable";
    static props = { lines: Array };

    setup() {
        this.percent = percent;
    }

    width(line) {
        return width(line.opened, Math.max(...this.props.lines.map(({ opened }) => opened)));
    }
}
