import { Component, onWillStart } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { BuilderScreen } from "../builder_screen/builder_screen";

/** Opens the form builder for one form; the address keeps which. */
export class FormBuilderAction extends Component {
    static template = "customer_forms.FormBuilderAction";
    static components = { BuilderScreen };
    static props = { ...standardActionServiceProps };
    static path = "form-builder";
    static displayName = _t("Form Builder");

    setup() {
        this.orm = useService("orm");
        const { action, resId } = this.props;
        this.formId = resId || action.params?.form_id || action.context?.active_id;
        onWillStart(() => this.load());
    }

    async load() {
        this.data = await this.orm.call("customer.form", "builder_load", [[this.formId]]);
        const { name } = this.data.document.form;
        this.props.updateActionState?.({ resId: this.formId });
        this.env.config?.setDisplayName?.(name[this.data.lang] || Object.values(name)[0]);
    }
}

registry.category("actions").add("customer_forms.form_builder", FormBuilderAction);
