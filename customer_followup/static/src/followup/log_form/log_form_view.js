import { onMounted } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { formView } from "@web/views/form/form_view";
import { FormController } from "@web/views/form/form_controller";
import { tellOutcome } from "./log_outcome";

/** The dialog in which a follow-up is logged; afterwards it says what that has done. */
export class LogFormController extends FormController {
    setup() {
        super.setup();
        // What the reminder said is replaced by typing: it was a question, not an answer.
        onMounted(() => this.rootRef.el?.querySelector("[name=summary] textarea")?.select());
    }

    /** @override */
    async onRecordSaved(record, changes) {
        await super.onRecordSaved(record, changes);
        await tellOutcome(this.env.services, record.resId);
    }
}

registry.category("views").add("customer_followup_log", {
    ...formView,
    Controller: LogFormController,
});
