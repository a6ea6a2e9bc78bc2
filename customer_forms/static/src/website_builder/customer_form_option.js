import { BaseOptionComponent } from "@html_builder/core/utils";
import { onWillStart } from "@odoo/owl";

export class CustomerFormOption extends BaseOptionComponent {
    static template = "customer_forms.CustomerFormOption";
    static selector = ".s_customer_form";
    static dependencies = ["customerFormOption"];

    setup() {
        super.setup();
        this.forms = [];
        onWillStart(async () => {
            this.forms = await this.dependencies.customerFormOption.getForms();
        });
    }
}
