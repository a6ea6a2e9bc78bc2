import { Component, useState } from "@odoo/owl";
import { useBuilder } from "../builder_hook";
import { lacksTranslation } from "../model/texts";

let lastId = 0;

/** A translated text, edited in the language of the builder. */
export class TextInput extends Component {
    static template = "customer_forms.TextInput";
    static props = {
        label: String,
        texts: { type: Object, optional: true },
        onChange: Function,
        onDone: { type: Function, optional: true },
        isLong: { type: Boolean, optional: true },
        placeholder: { type: String, optional: true },
        help: { type: String, optional: true },
    };
    static defaultProps = { texts: {}, onDone: () => {}, isLong: false, placeholder: "" };

    setup() {
        this.builder = useBuilder();
        this.state = useState({ id: `o_cfb_text_${++lastId}` });
    }

    get value() {
        return this.builder.ownText(this.props.texts);
    }

    get placeholder() {
        return this.builder.words(this.props.texts) || this.props.placeholder;
    }

    get lacksTranslation() {
        const { lang, mainLang } = this.builder;
        return lacksTranslation(this.props.texts, lang, mainLang);
    }

    onInput(ev) {
        this.props.onChange(this.builder.withText(this.props.texts, ev.target.value));
    }
}
