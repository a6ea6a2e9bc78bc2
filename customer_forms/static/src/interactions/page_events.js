/**
 * What happens on the page of a form, for interactions on the same form: events on its
 * element. What is typed is told by the browser's own `input` and `change`.
 */

/**
 * Before the form is sent. `detail.waitUntil(promise)` holds it back until the promise is
 * kept; one that is broken stops the sending, its error's message is shown.
 */
export const BEFORE_SEND = "customer_forms_before_send";

/**
 * The server took the form. `detail.redirect`: the address of its thanks, where the page
 * goes unless the event's default is prevented.
 */
export const SENT = "customer_forms_sent";

/** Answers were found wrong. `detail.errors`: path of a question -> sentences. */
export const REFUSED = "customer_forms_refused";

/**
 * A section is shown, the first one too, where they are shown one at a time.
 * `detail.index`: its place on the page, from 0. The summary of the answers is no section.
 */
export const SECTION_SHOWN = "customer_forms_section_shown";

/** Sent to an input of files: the server has them now, they are chosen no more. */
export const FILES_KEPT = "customer_forms_files_kept";

/** Sent to a question from outside the page (the form builder): its section is shown. */
export const SHOW_QUESTION = "customer_forms_show_question";

/**
 * Tells the interactions on the same form.
 *
 * @returns {boolean} whether none of them has prevented what comes then
 */
export function tell(formEl, name, detail = {}) {
    return formEl.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }));
}
