import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { Component } from "@odoo/owl";
import { RevealDialog } from "../reveal_dialog/reveal_dialog";
import { isMask, linkTo, readable } from "../values";

const valueProps = {
    text: String,
    resModel: String,
    resId: { type: [Number, { value: false }], optional: true },
    name: String,
    level: { type: String, optional: true },
    label: { type: String, optional: true },
    sensitivity: { type: String, optional: true },
};

/** The button that asks for one value; nothing where there is none to ask for. */
export class RevealButton extends Component {
    static template = "customer_forms.RevealButton";
    static props = valueProps;

    setup() {
        this.dialog = useService("dialog");
    }

    get isShown() {
        const { level, resId, text } = this.props;
        return Boolean(level === "reveal" && resId && isMask(text));
    }

    get icon() {
        return this.props.sensitivity === "phone" ? "fa-phone" : "fa-eye";
    }

    get words() {
        return this.props.label ? _t("Show: %s", this.props.label) : _t("Show the Value");
    }

    open() {
        if (this.isOpen) {
            return;
        }
        this.isOpen = true;
        const { resModel, resId, name, label, sensitivity, text } = this.props;
        this.dialog.add(
            RevealDialog,
            { resModel, resId, name, label, sensitivity, mask: text },
            { onClose: () => (this.isOpen = false) }
        );
    }
}

/** A sensitive value as this user may see it: its mask and a button, or all of it. */
export class SensitiveValue extends Component {
    static template = "customer_forms.SensitiveValue";
    static components = { RevealButton };
    static props = valueProps;

    get text() {
        return readable(this.props.sensitivity, this.props.text);
    }

    get link() {
        return linkTo(this.props.sensitivity, this.props.text);
    }
}
