import { Activity } from "@mail/core/web/activity";
import { patch } from "@web/core/utils/patch";
import { logFollowup } from "./log_followup";

// mail offers neither a registry nor a slot for what "Mark Done" does in the chatter.
patch(Activity.prototype, {
    async onClickMarkAsDone(ev) {
        const { activity, onActivityChanged } = this.props;
        if (!activity.is_customer_reminder) {
            return super.onClickMarkAsDone(ev);
        }
        const thread = this.thread;
        await logFollowup(this.env, activity.id);
        onActivityChanged(thread);
    },
});
