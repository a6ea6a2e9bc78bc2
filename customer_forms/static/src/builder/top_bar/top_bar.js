import { Component } from "@odoo/owl";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { useBuilder } from "../builder_hook";
import { updateForm } from "../model/document";

const STATUS = {
    saved: { icon: "fa-check text-success", text: _t("Saved") },
    pending: { icon: "fa-circle-o-notch text-muted", text: _t("Saving...") },
    saving: { icon: "fa-circle-o-notch fa-spin text-muted", text: _t("Saving...") },
    failed: { icon: "fa-exclamation-triangle text-danger", text: _t("Not saved: %s") },
    conflict: { icon: "fa-users text-warning", text: _t("Not saved: changed by somebody else") },
};
const STATES = {
    draft: { label: _t("Draft"), class: "text-bg-secondary" },
    published: { label: _t("Published"), class: "text-bg-success" },
    closed: { label: _t("Closed"), class: "text-bg-light" },
};

/** Name and state of the form, and what is done with it as a whole. */
export class TopBar extends Component {
    static template = "customer_forms.TopBar";
    static components = { Dropdown, DropdownItem };
    static props = { isTrying: Boolean, toggleTry: Function };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.builder = useBuilder();
    }

    get status() {
        const { icon, text } = STATUS[this.builder.saver.status];
        return { icon, text: text.toString().replace("%s", this.builder.saver.reason) };
    }

    get state() {
        return STATES[this.builder.saver.state];
    }

    /** Each language by its own name: "简体中文" of "Chinese, Simplified / 简体中文". */
    get languages() {
        return this.builder.data.languages.map(([code, name]) => [
            code,
            name.split("/").at(-1).trim(),
        ]);
    }

    get breadcrumb() {
        return this.env.config?.breadcrumbs?.at(-2);
    }

    get canPublish() {
        const { state, has_unpublished_changes, isSaved } = this.builder.saver;
        return state !== "published" || has_unpublished_changes || !isSaved;
    }

    rename(ev) {
        const { document } = this.builder;
        const name = this.builder.withText(document.form.name, ev.target.value);
        this.builder.apply(updateForm(document, { name }), { tag: "name of the form" });
    }

    leave() {
        if (this.breadcrumb) {
            this.breadcrumb.onSelected();
        } else {
            this.action.doAction("customer_forms.customer_form_action", { clearBreadcrumbs: true });
        }
    }

    async publish() {
        const { saver, data } = this.builder;
        if (!(await saver.flush())) {
            this.notification.add(this.status.text, { type: "danger" });
            return;
        }
        const action = await this.orm.call("customer.form", "action_publish_wizard", [[data.id]]);
        await this.action.doAction(action, { onClose: () => this.builder.reload() });
    }

    async share() {
        const action = await this.orm.call("customer.form", "action_share", [
            [this.builder.data.id],
        ]);
        await this.action.doAction(action);
    }

    openPage() {
        browser.open(this.builder.data.page_url, "_blank");
    }

    openRecord() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "customer.form",
            res_id: this.builder.data.id,
            views: [[false, "form"]],
        });
    }

    openVersions() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("Versions"),
            res_model: "customer.form.version",
            domain: [["form_id", "=", this.builder.data.id]],
            views: [
                [false, "list"],
                [false, "form"],
            ],
        });
    }
}
