import { _t } from "@web/core/l10n/translation";
import { CONFIRMED } from "./doubts";
import { BEFORE_SEND, tell } from "./page_events";

/** As MAX_REQUEST_SIZE of the server, less some room for the answers that are text. */
const MAX_FILES_SIZE = 63 * 1024 * 1024;

const tooLarge = () =>
    _t("The attached files are too large together. Remove some and submit again.");

/**
 * Sends a form when everything that has to come first is done.
 *
 * @param {HTMLFormElement} formEl
 * @param {boolean} isConfirmed the visitor says that what looks wrong is right
 * @returns {Promise<{redirect?: string, errors?: Object, warnings?: Object,
 *  message?: string, outdated?: boolean}>}
 */
export async function post(formEl, isConfirmed) {
    const awaited = [];
    tell(formEl, BEFORE_SEND, { waitUntil: (promise) => awaited.push(promise) });
    try {
        await Promise.all(awaited);
    } catch (error) {
        return { message: error.message };
    }
    const filled = new FormData(formEl);
    if (isConfirmed) {
        filled.set(CONFIRMED, "1");
    }
    if (filesSize(filled) > MAX_FILES_SIZE) {
        return { message: tooLarge() }; // minutes of sending would end in a refusal
    }
    const response = await fetch(formEl.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: filled,
    });
    if (response.headers.get("Content-Type")?.startsWith("application/json")) {
        return response.json();
    }
    return { message: explain(response.status) };
}

/** @param {FormData} filled */
function filesSize(filled) {
    return [...filled.values()].reduce((sum, value) => sum + (value.size || 0), 0);
}

/** What to do about an answer that is a page of an error. */
function explain(status) {
    if (status === 413) {
        return tooLarge();
    }
    if (status === 400) {
        return _t("The page has expired. Copy what you need, reload it and submit again.");
    }
    return _t(
        "The form could not be sent. Your answers are still here: submit again in a minute."
    );
}
