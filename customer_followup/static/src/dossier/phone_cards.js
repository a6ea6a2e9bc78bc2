import { registry } from "@web/core/registry";
import { utils } from "@web/core/ui/ui_service";
import { SearchModel } from "@web/search/search_model";
import { kanbanView } from "@web/views/kanban/kanban_view";

/**
 * Columns by stage, or by salesperson, on a desktop. A phone shows one column at a time,
 * with customers who have no opportunity folded away: there, all cards below each other.
 */
export class DossierSearchModel extends SearchModel {
    /** @override */
    async load(config) {
        const defaultGroupBy = utils.isSmall() ? undefined : config.defaultGroupBy;
        return super.load({ ...config, defaultGroupBy });
    }
}

registry.category("views").add("customer_dossier_kanban", {
    ...kanbanView,
    SearchModel: DossierSearchModel,
});
