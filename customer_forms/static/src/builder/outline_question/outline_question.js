import { Component } from "@odoo/owl";
import { useBuilder } from "../builder_hook";
import { duplicateSelected, nameKey } from "../model/commands";
import { updateField } from "../model/document";
import { isSame } from "../model/outline";
import { classOf } from "../model/sensitivity";
import { conditionSentence } from "../model/sentences";
import { lacksTranslation } from "../model/texts";
import { RowLabel } from "../row_label/row_label";

/** A question in the outline. */
export class OutlineQuestion extends Component {
    static template = "customer_forms.OutlineQuestion";
    static components = { RowLabel };
    static props = { field: Object, remove: Function };

    setup() {
        this.builder = useBuilder();
    }

    get row() {
        return { kind: "field", key: this.props.field.key };
    }

    get isSelected() {
        return isSame(this.row, this.builder.selection);
    }

    get type() {
        return this.builder.types[this.props.field.type];
    }

    get condition() {
        return conditionSentence(
            this.props.field.condition,
            this.builder.document,
            this.builder.words
        );
    }

    get isSensitive() {
        return Boolean(classOf(this.props.field, this.builder));
    }

    get lacksTranslation() {
        const { name, options } = this.props.field;
        const texts = [name, ...options.filter(({ active }) => active).map((each) => each.name)];
        return texts.some((each) =>
            lacksTranslation(each, this.builder.lang, this.builder.mainLang)
        );
    }

    rename(name) {
        const { document } = this.builder;
        const { key } = this.props.field;
        this.builder.apply(updateField(document, key, { name }), { tag: `name of field ${key}` });
    }

    nameKey() {
        nameKey(this.builder, this.props.field.key);
    }

    duplicate() {
        this.builder.select(this.row);
        duplicateSelected(this.builder);
    }

    remove() {
        this.builder.select(this.row);
        this.props.remove();
    }
}
