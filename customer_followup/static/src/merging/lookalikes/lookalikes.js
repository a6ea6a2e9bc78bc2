import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const TYPED = ["phone", "other_phone", "email", "other_email", "credit_code", "id_card"];

/** Whom a new customer may be, while he is typed in: open that one, or ask its owner. */
export class Lookalikes extends Component {
    static template = "customer_followup.Lookalikes";
    static props = { ...standardFieldProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
    }

    get lookalikes() {
        return this.props.record.data[this.props.name] || [];
    }

    get typed() {
        const data = this.props.record.data;
        const name = data.kind === "company" ? data.customer_name : data.name;
        const values = Object.fromEntries(TYPED.map((each) => [each, data[each]]));
        return { ...values, kind: data.kind, name };
    }

    async open(lookalike) {
        // What was typed here is of that customer: nothing is to be saved.
        await this.props.record.discard();
        await this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "customer.dossier",
            res_id: lookalike.id,
            views: [[false, "form"]],
        });
    }

    async ask(lookalike) {
        const args = [lookalike.id, this.typed];
        const said = await this.orm.call("customer.dossier", "ask_owner", args);
        this.notification.add(said, { type: "success" });
    }
}

registry.category("fields").add("customer_lookalikes", {
    component: Lookalikes,
    supportedTypes: ["json"],
});
