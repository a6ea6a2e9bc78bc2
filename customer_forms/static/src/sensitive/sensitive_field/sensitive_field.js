import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useInputField } from "@web/views/fields/input_field_hook";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component } from "@odoo/owl";
import { RevealButton, SensitiveValue } from "../sensitive_value/sensitive_value";
import { isMask, linkTo } from "../values";

/**
 * A sensitive value of a ``customer.sensitive`` model.
 *
 * Who may see it in full reads and edits it as any text. Others see the mask, may ask
 * for the value where the policy lets them, and replace it by typing all of a new one:
 * what still has a star is never saved.
 */
export class SensitiveField extends Component {
    static template = "customer_forms.SensitiveField";
    static components = { RevealButton, SensitiveValue };
    static props = {
        ...standardFieldProps,
        placeholder: { type: String, optional: true },
    };

    setup() {
        useInputField({
            getValue: () => this.text,
            parse: (typed) => this.parse(typed),
        });
    }

    get text() {
        return this.props.record.data[this.props.name] || "";
    }

    get isMasked() {
        return isMask(this.text);
    }

    get isInvalid() {
        return this.props.record.isFieldInvalid(this.props.name);
    }

    get link() {
        return linkTo(this.valueProps.sensitivity, this.text);
    }

    get linkIcon() {
        return this.link.startsWith("tel:") ? "fa-phone" : "fa-envelope";
    }

    get linkText() {
        return this.link.startsWith("tel:") ? _t("Call") : _t("Write");
    }

    get valueProps() {
        const { record, name } = this.props;
        const known = record.data.sensitive_levels?.[name] || {};
        return {
            text: this.text,
            resModel: record.resModel,
            resId: record.resId || false,
            name,
            level: known.level,
            sensitivity: known.class,
            label: record.fields[name].string,
        };
    }

    get hintId() {
        return `${this.props.id || this.props.name}_hint`;
    }

    /** @throws for part of a mask: nobody knows what it stands for */
    parse(typed) {
        const text = typed.trim();
        if (isMask(text) && text !== this.text) {
            throw new Error("part of a mask");
        }
        return text;
    }

    /** Typing begins anew: a mask is not corrected digit by digit. */
    onFocus(ev) {
        if (this.isMasked) {
            ev.target.select();
        }
    }
}

export const sensitiveField = {
    component: SensitiveField,
    displayName: _t("Sensitive Value"),
    supportedTypes: ["char"],
    fieldDependencies: [{ name: "sensitive_levels", type: "json" }],
    extractProps: ({ placeholder }) => ({ placeholder }),
};

registry.category("fields").add("sensitive", sensitiveField);
