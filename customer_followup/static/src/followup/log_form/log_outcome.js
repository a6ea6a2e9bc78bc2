import { _t } from "@web/core/l10n/translation";
import { offerSuggestion } from "../../suggestion/offer_suggestion";

const MODEL = "customer.followup";

/**
 * Say what logging a follow-up has done, and offer to take it back.
 *
 * @param {Object} services action, notification and orm
 * @param {number} followupId
 */
export async function tellOutcome(services, followupId) {
    const { notification, orm } = services;
    const outcome = await orm.call(MODEL, "get_log_outcome", [[followupId]]);
    let closeOffer = () => {};
    const close = notification.add(outcome.text, {
        type: "success",
        autocloseDelay: 8000,
        buttons: outcome.can_undo
            ? [
                  {
                      name: _t("Take it back"),
                      icon: "fa-undo",
                      onClick: () => {
                          close();
                          closeOffer();
                          return takeBack(services, followupId);
                      },
                  },
              ]
            : [],
    });
    if (outcome.suggestion) {
        closeOffer = offerSuggestion(services, followupId, outcome.suggestion);
    }
}

async function takeBack({ action, notification, orm }, followupId) {
    const text = await orm.call(MODEL, "action_undo_log", [[followupId]]);
    notification.add(text, { type: "info" });
    return action.doAction({ type: "ir.actions.client", tag: "soft_reload" });
}
