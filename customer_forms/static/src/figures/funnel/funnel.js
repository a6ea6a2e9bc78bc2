import { Component } from "@odoo/owl";
import { funnelSteps } from "../format";

/** The way from opening to sending; a table of bars, so that everybody can read it. */
export class Funnel extends Component {
    static template = "customer_forms.Funnel";
    static props = { figures: Object };

    get steps() {
        return funnelSteps(this.props.figures);
    }
}
