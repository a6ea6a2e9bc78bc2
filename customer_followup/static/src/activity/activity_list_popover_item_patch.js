import { ActivityListPopoverItem } from "@mail/core/web/activity_list_popover_item";
import { patch } from "@web/core/utils/patch";
import { logFollowup } from "./log_followup";

// The same for the clock of lists, kanban cards and the activity view.
patch(ActivityListPopoverItem.prototype, {
    async onClickMarkAsDone() {
        const { activity, onActivityChanged } = this.props;
        if (!activity.is_customer_reminder) {
            return super.onClickMarkAsDone();
        }
        await logFollowup(this.env, activity.id);
        onActivityChanged?.();
    },
});
