import { Component, useState } from "@odoo/owl";

// Which groups a person has folded; they stay so from one question to the next.
const folded = new Map();

/** A heading with settings below it that can be folded away. */
export class InspectorGroup extends Component {
    static template = "customer_forms.InspectorGroup";
    static props = {
        title: String,
        isFolded: { type: Boolean, optional: true },
        slots: Object,
    };
    static defaultProps = { isFolded: false };

    setup() {
        const { title, isFolded } = this.props;
        this.state = useState({ isFolded: folded.get(title) ?? isFolded });
    }

    toggle() {
        this.state.isFolded = !this.state.isFolded;
        folded.set(this.props.title, this.state.isFolded);
    }
}
