import { Component } from "@odoo/owl";
import { useBuilder } from "../builder_hook";
import { isSame, shown } from "../model/outline";
import { lacksTranslation } from "../model/texts";
import { updateSection } from "../model/document";
import { OutlineQuestion } from "../outline_question/outline_question";
import { RowLabel } from "../row_label/row_label";

/** A section in the outline, with its questions. */
export class OutlineSection extends Component {
    static template = "customer_forms.OutlineSection";
    static components = { OutlineQuestion, RowLabel };
    static props = { section: Object, remove: Function };

    setup() {
        this.builder = useBuilder();
    }

    get row() {
        return { kind: "section", key: this.props.section.key };
    }

    get isSelected() {
        return isSame(this.row, this.builder.selection);
    }

    get fields() {
        return shown(this.props.section);
    }

    get lacksTranslation() {
        return lacksTranslation(this.props.section.name, this.builder.lang, this.builder.mainLang);
    }

    /** The tree has one place the Tab key goes to: the selected row, else the first. */
    get tabindex() {
        const { kind } = this.builder.selection;
        const isFirst = this.builder.document.sections[0] === this.props.section;
        return this.isSelected || (isFirst && !["section", "field"].includes(kind)) ? "0" : "-1";
    }

    rename(name) {
        const { document } = this.builder;
        const { key } = this.props.section;
        this.builder.apply(updateSection(document, key, { name }), { tag: `name of ${key}` });
    }

    remove() {
        this.builder.select(this.row);
        this.props.remove();
    }
}
