import { registry } from "@web/core/registry";
import { listView } from "@web/views/list/list_view";
import { ListRenderer } from "@web/views/list/list_renderer";

/** Shows the answers that the form marks as columns; the others can be chosen. */
export class SubmissionListRenderer extends ListRenderer {
    getPropertyFieldColumns(column, list) {
        return super.getPropertyFieldColumns(column, list).map((propertyColumn) => ({
            ...propertyColumn,
            optional: this.isListed(propertyColumn, list) ? "show" : "hide",
            attrs: { ...propertyColumn.attrs, ...this.widthOf(propertyColumn, list) },
        }));
    }

    /** The end of a number tells it from others: it is not cut off. */
    widthOf(propertyColumn, list) {
        const isPhone = list.fields[propertyColumn.name].sensitivity === "phone";
        return isPhone ? { width: "125px" } : {};
    }

    isListed(propertyColumn, list) {
        return Boolean(list.fields[propertyColumn.name].view_in_cards);
    }
}

export const submissionListView = {
    ...listView,
    Renderer: SubmissionListRenderer,
};

registry.category("views").add("customer_forms_submission_list", submissionListView);
