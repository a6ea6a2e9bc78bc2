import { Component } from "@odoo/owl";
import { useBuilder } from "../builder_hook";
import { ConditionEditor } from "../condition_editor/condition_editor";

/** Whether a question must be answered: never, always, or when something is so. */
export class NecessityEditor extends Component {
    static template = "customer_forms.NecessityEditor";
    static components = { ConditionEditor };
    static props = { field: Object };

    setup() {
        this.builder = useBuilder();
    }

    require(is_required) {
        this.builder.set({ is_required, required_condition: null });
    }

    requireWhen(required_condition) {
        this.builder.set({ is_required: false, required_condition });
    }
}
