import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Which question a column answers, chosen from what the form asks. */
export class ImportTarget extends Component {
    static template = "customer_forms.ImportTarget";
    static props = { ...standardFieldProps };

    get choices() {
        return this.props.record.data.choices || [];
    }

    get questions() {
        return this.choices.filter((choice) => choice.target.startsWith("q:"));
    }

    get others() {
        return this.choices.filter((choice) => choice.target.startsWith("m:"));
    }

    get value() {
        return this.props.record.data[this.props.name] || "";
    }

    get label() {
        const chosen = this.choices.find((choice) => choice.target === this.value);
        return chosen ? chosen.label : "";
    }

    get ariaLabel() {
        return _t("Question of the column %s", this.props.record.data.heading || "");
    }

    onChange(ev) {
        this.props.record.update({ [this.props.name]: ev.target.value || false });
    }
}

registry.category("fields").add("customer_import_target", {
    component: ImportTarget,
    displayName: _t("Question of a column"),
    supportedTypes: ["char"],
    fieldDependencies: [
        { name: "choices", type: "json", readonly: true },
        { name: "heading", type: "char", readonly: true },
    ],
});
