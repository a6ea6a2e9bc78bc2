/**
 * Ask for the follow-up that finishes a reminder of a customer. Saving it finishes the
 * reminder on the server; closing the dialog leaves it open.
 *
 * @param {import("@web/env").OdooEnv} env
 * @param {number} activityId
 * @returns {Promise<void>} resolved when the dialog is closed
 */
export async function logFollowup(env, activityId) {
    const { action, orm } = env.services;
    const dialog = await orm.call("mail.activity", "action_log_followup", [[activityId]]);
    await new Promise((resolve) => action.doAction(dialog, { onClose: resolve }));
}
