import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { listView } from "@web/views/list/list_view";
import { ListController } from "@web/views/list/list_controller";
import { NewFormDialog } from "../../builder/new_form_dialog/new_form_dialog";

/** "New" asks what to begin with instead of opening an empty record. */
const beginsWithDialog = (Controller) =>
    class extends Controller {
        setup() {
            super.setup();
            this.newFormDialog = useService("dialog");
        }

        async createRecord() {
            this.newFormDialog.add(NewFormDialog);
        }
    };

registry.category("views").add("customer_form_list", {
    ...listView,
    Controller: beginsWithDialog(ListController),
});
registry.category("views").add("customer_form_kanban", {
    ...kanbanView,
    Controller: beginsWithDialog(KanbanController),
});
