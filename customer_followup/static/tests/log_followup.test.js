import {
    click,
    contains,
    defineMailModels,
    openFormView,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import { ActivityListPopover } from "@mail/core/web/activity_list_popover";
import { describe, expect, test } from "@odoo/hoot";
import {
    asyncStep,
    getService,
    mockService,
    mountWithCleanup,
    onRpc,
    waitForSteps,
} from "@web/../tests/web_test_helpers";

const DIALOG = { type: "ir.actions.act_window", res_model: "customer.followup", target: "new" };

describe.current.tags("desktop");
defineMailModels();

/** Start the web client with an activity; dialogs of follow-ups are closed at once. */
async function startWithActivity() {
    const pyEnv = await startServer();
    const partnerId = pyEnv["res.partner"].create({});
    const activityId = pyEnv["mail.activity"].create({
        activity_category: "default",
        can_write: true,
        res_id: partnerId,
        res_model: "res.partner",
        state: "today",
    });
    onRpc("mail.activity", "action_log_followup", ({ args }) => {
        expect(args).toEqual([[activityId]]);
        asyncStep("ask for the dialog");
        return DIALOG;
    });
    mockService("action", {
        doAction(action, options) {
            if (action?.res_model !== "customer.followup") {
                return super.doAction(...arguments);
            }
            asyncStep("open the dialog");
            options.onClose();
        },
    });
    await start();
    return { activityId, partnerId };
}

/** Say, as the server does, whether the activity is a reminder of a customer. */
function tell(activityId, isReminder) {
    getService("mail.store").insert({
        "mail.activity": [{ id: activityId, is_customer_reminder: isReminder }],
    });
}

for (const isReminder of [true, false]) {
    test(`Mark Done in the chatter, reminder: ${isReminder}`, async () => {
        const { activityId, partnerId } = await startWithActivity();
        await openFormView("res.partner", partnerId);
        await contains(".o-mail-Activity-markDone");
        tell(activityId, isReminder);
        await click(".o-mail-Activity-markDone");
        await contains(".o-mail-ActivityMarkAsDone", { count: isReminder ? 0 : 1 });
        await waitForSteps(isReminder ? ["ask for the dialog", "open the dialog"] : []);
    });

    test(`the clock of lists and cards, reminder: ${isReminder}`, async () => {
        const { activityId, partnerId } = await startWithActivity();
        await mountWithCleanup(ActivityListPopover, {
            props: {
                activityIds: [activityId],
                close: () => {},
                onActivityChanged: () => asyncStep("reload"),
                resId: partnerId,
                resModel: "res.partner",
            },
        });
        await contains(".o-mail-ActivityListPopoverItem-markAsDone");
        tell(activityId, isReminder);
        await click(".o-mail-ActivityListPopoverItem-markAsDone");
        await contains(".o-mail-ActivityMarkAsDone", { count: isReminder ? 0 : 1 });
        await waitForSteps(
            isReminder ? ["ask for the dialog", "open the dialog", "reload"] : []
        );
    });
}
