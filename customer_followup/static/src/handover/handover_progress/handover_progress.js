import { RecordProgress } from "@customer_forms/views/record_progress/record_progress";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** How far a handover is. */
export class HandoverProgress extends RecordProgress {
    static working = new Set(["working", "undoing"]);

    get label() {
        return _t("Progress of the handover");
    }
}

registry.category("view_widgets").add("customer_handover_progress", {
    component: HandoverProgress,
    fieldDependencies: HandoverProgress.fieldDependencies,
});
