import { Component, useRef } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { focusField } from "./focus_field";

const COLOURS = { low: "bg-danger", medium: "bg-warning", high: "bg-success" };

/** How complete a dossier is, and what to ask: each line leads to where it is typed. */
export class CustomerCompleteness extends Component {
    static template = "customer_followup.CustomerCompleteness";
    static props = { ...standardWidgetProps };

    setup() {
        this.action = useService("action");
        this.root = useRef("root");
    }

    get share() {
        return this.props.record.data.completeness;
    }

    get colour() {
        return COLOURS[this.props.record.data.completeness_level] || "bg-primary";
    }

    get lines() {
        return this.props.record.data.gap_lines || [];
    }

    async goTo(line) {
        if (line.lead_id) {
            if (await this.props.record.save()) {
                this.action.doAction({
                    type: "ir.actions.act_window",
                    res_model: "crm.lead",
                    res_id: line.lead_id,
                    views: [[false, "form"]],
                });
            }
            return;
        }
        await focusField(this.root.el.closest(".o_form_renderer"), line.field);
    }
}

registry.category("view_widgets").add("customer_completeness", {
    component: CustomerCompleteness,
    fieldDependencies: [
        { name: "completeness", type: "integer" },
        { name: "completeness_level", type: "selection" },
        { name: "gap_lines", type: "json" },
    ],
});
