import { _t } from "@web/core/l10n/translation";

const MODEL = "customer.followup";

/**
 * Offer the status that a follow-up suggests, right after it was saved: one click takes it.
 * Whoever looks away finds it on the customer's dossier.
 *
 * @param {Object} services action, notification and orm
 * @param {number} followupId
 * @param {{ status: string, reason: string }} suggestion
 * @returns {Function} takes the offer away
 */
export function offerSuggestion({ action, notification, orm }, followupId, suggestion) {
    const answer = async (method) => {
        close();
        const next = await orm.call(MODEL, method, [[followupId]]);
        const reload = { type: "ir.actions.client", tag: "soft_reload" };
        return action.doAction(next.type ? next : reload);
    };
    // Not as a title: Odoo puts an English full stop behind it, in every language.
    const close = notification.add(_t("Suggested status: %(status)s; %(reason)s", suggestion), {
        type: "info",
        sticky: true,
        buttons: [
            {
                name: _t("Set this status"),
                primary: true,
                onClick: () => answer("action_accept_suggestion"),
            },
            { name: _t("Leave it"), onClick: () => answer("action_decline_suggestion") },
        ],
    });
    return close;
}
