import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useBuilder } from "../builder_hook";
import { classOf, defaultClass, effectOnAnswers, possibleClasses } from "../model/sensitivity";

/** Whether the answers to a question are encrypted, and what that means for people. */
export class SensitivityEditor extends Component {
    static template = "customer_forms.SensitivityEditor";
    static props = { field: Object };

    setup() {
        this.builder = useBuilder();
    }

    /** What can be chosen; the empty one names what it stands for. */
    get choices() {
        const { field } = this.props;
        return [
            { key: "", label: this.usualLabel },
            { key: "none", label: _t("Not sensitive").toString() },
            ...possibleClasses(field, this.builder).map((key) => this.classes[key]),
        ];
    }

    get usualLabel() {
        const usual = this.classes[defaultClass(this.props.field, this.builder)];
        if (usual) {
            return _t("Usual: %(sensitivity)s", { sensitivity: usual.label }).toString();
        }
        return _t("Usual: not sensitive").toString();
    }

    get classes() {
        return Object.fromEntries(this.builder.data.sensitivities.map((each) => [each.key, each]));
    }

    get class() {
        return this.classes[classOf(this.props.field, this.builder)];
    }

    get meaning() {
        return _t(
            "Encrypted. People see %(example)s unless the privacy policy shows them more. It is found by the whole value only.",
            { example: this.class.example }
        );
    }

    get effect() {
        return effectOnAnswers(this.props.field, this.builder);
    }

    choose(ev) {
        this.builder.set({ sensitivity: ev.target.value || null });
    }
}
