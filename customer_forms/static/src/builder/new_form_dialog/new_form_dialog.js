import { Component, onWillStart, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus, useService } from "@web/core/utils/hooks";

/** Begins a form: blank, or as a copy of one there is. */
export class NewFormDialog extends Component {
    static template = "customer_forms.NewFormDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ name: "", templateId: false, isBusy: false });
        this.title = _t("New form").toString();
        useAutofocus({ refName: "name" });
        onWillStart(async () => {
            this.templates = await this.orm.call("customer.form", "builder_templates", []);
        });
    }

    summary({ questions }) {
        return _t("%(count)s questions: %(first)s", {
            count: questions.length,
            first: questions.slice(0, 8).join(" · "),
        });
    }

    choose(template) {
        this.state.templateId = template?.id || false;
        if (template && !this.state.name) {
            this.state.name = _t("%s (copy)", template.name).toString();
        }
    }

    importFile() {
        this.props.close();
        return this.action.doAction("customer_forms.customer_form_import_action");
    }

    async create() {
        const name = this.state.name.trim() || _t("New form").toString();
        this.state.isBusy = true;
        const id = await this.orm
            .call("customer.form", "builder_create", [name, this.state.templateId])
            .finally(() => (this.state.isBusy = false));
        const action = await this.orm.call("customer.form", "action_open_builder", [[id]]);
        this.props.close();
        await this.action.doAction(action);
    }
}
