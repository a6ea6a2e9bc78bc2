import { Component } from "@odoo/owl";
import { useBuilder } from "../builder_hook";
import { restoreField } from "../model/commands";
import { allFields, updateField } from "../model/document";

/** Questions that are no longer asked: their answers are kept, each can come back. */
export class ArchivedList extends Component {
    static template = "customer_forms.ArchivedList";
    static props = { fields: Array };

    setup() {
        this.builder = useBuilder();
    }

    /** The questions that can take the place of an archived one. */
    successors(field) {
        return allFields(this.builder.document).filter(
            (other) => other.active && this.builder.types[other.type].is_input && other !== field
        );
    }

    restore(field) {
        restoreField(this.builder, field.key);
    }

    replace(field, successor) {
        const { document } = this.builder;
        this.builder.apply(updateField(document, field.key, { successor: successor || null }));
    }
}
