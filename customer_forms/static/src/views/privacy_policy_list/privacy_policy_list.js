import { registry } from "@web/core/registry";
import { ListRenderer } from "@web/views/list/list_renderer";
import { listView } from "@web/views/list/list_view";

/** The table of who sees what, under what its words mean. */
export class PrivacyPolicyRenderer extends ListRenderer {
    static template = "customer_forms.PrivacyPolicyRenderer";
}

registry.category("views").add("customer_privacy_policy_list", {
    ...listView,
    Renderer: PrivacyPolicyRenderer,
});
