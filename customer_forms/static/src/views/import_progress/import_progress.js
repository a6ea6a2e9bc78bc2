import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { RecordProgress } from "../record_progress/record_progress";

/** How far an import is. */
export class ImportProgress extends RecordProgress {
    static working = new Set(["checking", "importing"]);

    get label() {
        return _t("Progress of the import");
    }

    /** All rows in one transaction: nobody sees how far it is. */
    get isUnknown() {
        const { state, mode } = this.props.record.data;
        return state === "importing" && mode === "all";
    }
}

registry.category("view_widgets").add("customer_import_progress", {
    component: ImportProgress,
    fieldDependencies: [
        ...ImportProgress.fieldDependencies,
        { name: "mode", type: "selection" },
    ],
});
