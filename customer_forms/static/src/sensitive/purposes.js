import { _t } from "@web/core/l10n/translation";

const BY_CLASS = {
    name: [_t("Address the customer by name")],
    phone: [_t("Call the customer"), _t("Send a text message")],
    email: [_t("Write to the customer")],
    address: [_t("Visit or send something")],
};
const FOR_ALL = [_t("Prepare a contract or an invoice"), _t("Check or correct the data")];

/**
 * What people need a value for, in words ready to choose.
 *
 * @param {string} [sensitivity] class of the value
 * @returns {string[]}
 */
export function readyPurposes(sensitivity) {
    return [...(BY_CLASS[sensitivity] || []), ...FOR_ALL].map(String);
}
