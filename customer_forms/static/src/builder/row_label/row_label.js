import { Component, useEffect, useRef } from "@odoo/owl";
import { useBuilder } from "../builder_hook";

/** A label in the outline: a text, or an input while it is being typed. */
export class RowLabel extends Component {
    static template = "customer_forms.RowLabel";
    static props = {
        texts: Object,
        isEditing: Boolean,
        onChange: Function,
        onDone: { type: Function, optional: true },
        class: { type: String, optional: true },
    };
    static defaultProps = { onDone: () => {}, class: "" };

    setup() {
        this.builder = useBuilder();
        this.input = useRef("input");
        useEffect(
            (isEditing) => isEditing && this.input.el?.select(),
            () => [this.props.isEditing]
        );
    }

    onInput(ev) {
        this.props.onChange(this.builder.withText(this.props.texts, ev.target.value));
    }

    onKeydown(ev) {
        if (["Enter", "Escape"].includes(ev.key)) {
            ev.preventDefault();
            ev.stopPropagation();
            this.finish();
        }
    }

    finish() {
        if (this.props.isEditing) {
            this.builder.isRenaming = false;
            this.props.onDone();
        }
    }
}
