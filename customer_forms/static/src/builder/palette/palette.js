import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { fuzzyLookup } from "@web/core/utils/search";
import { useBuilder } from "../builder_hook";
import { addField, addNewSection } from "../model/commands";

const GROUPS = [
    { key: "text", label: _t("Text") },
    { key: "choice", label: _t("Choice") },
    { key: "number", label: _t("Numbers and dates") },
    { key: "contact", label: _t("Contact and identity") },
    { key: "special", label: _t("Other") },
];

/** The field types, to click or to drag into the outline. */
export class Palette extends Component {
    static template = "customer_forms.Palette";
    static props = { onAdded: Function };

    setup() {
        this.builder = useBuilder();
        this.state = useState({ search: "" });
    }

    get groups() {
        const { types } = this.builder.data;
        const found = this.state.search
            ? fuzzyLookup(this.state.search, types, ({ label, key }) => [label, key])
            : types;
        return GROUPS.map((group) => ({
            ...group,
            types: found.filter((type) => type.group === group.key),
        })).filter((group) => group.types.length);
    }

    add(type) {
        addField(this.builder, type.key);
        this.props.onAdded();
    }

    addFirst(ev) {
        const [group] = this.groups;
        if (ev.key === "Enter" && this.state.search && group) {
            this.add(group.types[0]);
            this.state.search = "";
        }
    }

    addSection() {
        addNewSection(this.builder);
    }
}
