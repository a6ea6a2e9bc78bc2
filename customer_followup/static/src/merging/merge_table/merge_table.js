import { Component } from "@odoo/owl";
import { formatList } from "@web/core/l10n/utils";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Dossiers side by side: a column each, a row for each value, what counts is chosen. */
export class MergeTable extends Component {
    static template = "customer_followup.MergeTable";
    static props = { ...standardFieldProps };

    get preview() {
        return this.props.record.data[this.props.name] || { columns: [], rows: [], moving: [], whys: [] };
    }

    get keptId() {
        return this.props.record.data.kept_id?.id;
    }

    listed(texts) {
        return formatList(texts);
    }

    isChosen(row, cell) {
        return row.chosen === cell.id || row.chosen === 0;
    }

    canChoose(row) {
        return row.is_open && !row.is_same && !row.is_joined;
    }

    async keep(column) {
        const kept = { id: column.id, display_name: column.name };
        // What counts by default is another thing now; what was clicked stays.
        await this.props.record.update({ kept_id: kept });
    }

    async choose(row, dossierId) {
        const choices = { ...this.props.record.data.choices, [row.name]: dossierId };
        await this.props.record.update({ choices });
    }
}

registry.category("fields").add("customer_merge_table", {
    component: MergeTable,
    supportedTypes: ["json"],
    fieldDependencies: [
        { name: "kept_id", type: "many2one", relation: "customer.dossier" },
        { name: "choices", type: "json" },
    ],
});
