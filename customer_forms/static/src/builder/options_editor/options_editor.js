import { Component, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useSortable } from "@web/core/utils/sortable_owl";
import { useBuilder } from "../builder_hook";
import { addOptions, moveOption, removeOption, updateOption } from "../model/options";
import { lacksTranslation } from "../model/texts";

/** The options of a question: typed one by one, or pasted as lines. */
export class OptionsEditor extends Component {
    static template = "customer_forms.OptionsEditor";
    static props = { field: Object };

    setup() {
        this.builder = useBuilder();
        this.list = useRef("list");
        this.state = useState({ text: "" });
        useSortable({
            ref: this.list,
            elements: ".o_cfb_option",
            handle: ".o_cfb_option_handle",
            tolerance: 4,
            cursor: "grabbing",
            onDrop: ({ element, previous }) => this.drop(element, previous),
        });
    }

    get options() {
        return this.props.field.options.filter((option) => option.active);
    }

    get archived() {
        return this.props.field.options.filter((option) => !option.active);
    }

    lacksTranslation(option) {
        return lacksTranslation(option.name, this.builder.lang, this.builder.mainLang);
    }

    // ------------------------------------------------------------
    // Adding
    // ------------------------------------------------------------

    add(lines) {
        const { key } = this.props.field;
        const toTexts = (label) => this.builder.withText({}, label);
        const published = this.builder.publishedOptions(key);
        this.builder.apply(addOptions(this.builder.document, key, lines, toTexts, published));
        this.state.text = "";
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && !ev.isComposing && this.state.text.trim()) {
            ev.preventDefault();
            this.add([this.state.text]);
        }
    }

    onPaste(ev) {
        const lines = ev.clipboardData.getData("text/plain").split(/\r?\n/);
        if (lines.filter((line) => line.trim()).length > 1) {
            ev.preventDefault();
            this.add(lines);
            this.builder.announcement = _t("%s options added.", lines.length);
        }
    }

    addTyped() {
        if (this.state.text.trim()) {
            this.add([this.state.text]);
        }
    }

    // ------------------------------------------------------------
    // Changing
    // ------------------------------------------------------------

    update(option, values, tag = null) {
        const { key } = this.props.field;
        this.builder.apply(updateOption(this.builder.document, key, option.key, values), { tag });
    }

    rename(option, ev) {
        const name = this.builder.withText(option.name, ev.target.value);
        this.update(option, { name }, `name of option ${option.key}`);
    }

    drop(element, previous) {
        const keys = this.props.field.options
            .map((option) => option.key)
            .filter((key) => key !== element.dataset.key);
        const place = previous ? keys.indexOf(previous.dataset.key) + 1 : 0;
        this.move(element.dataset.key, place);
    }

    move(optionKey, place) {
        const { key } = this.props.field;
        this.builder.apply(moveOption(this.builder.document, key, optionKey, place));
    }

    onOptionKeydown(option, ev) {
        const step = { ArrowUp: -1, ArrowDown: 1 }[ev.key];
        if (ev.altKey && step) {
            ev.preventDefault();
            const place = this.props.field.options.indexOf(option) + step;
            this.move(option.key, Math.max(place, 0));
        }
    }

    remove(option) {
        const { key } = this.props.field;
        const isPublished = this.builder.publishedOptions(key).includes(option.key);
        this.builder.apply(removeOption(this.builder.document, key, option.key, isPublished));
    }
}
