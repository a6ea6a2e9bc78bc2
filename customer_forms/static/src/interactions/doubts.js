import { lineTo, questionElement } from "./questions";

/** Posted when the visitor says that what looks wrong is right. */
export const CONFIRMED = "_confirmed";

/**
 * Asks above the buttons whether what looks wrong is right.
 *
 * @param {HTMLFormElement} formEl
 * @param {Object} warnings path of a question -> sentences; nothing is asked without any
 */
export function showDoubts(formEl, warnings) {
    const doubtsEl = formEl.querySelector(".o_customer_forms_doubts");
    const paths = Object.keys(warnings);
    doubtsEl.classList.toggle("d-none", !paths.length);
    doubtsEl
        .querySelector(".o_customer_forms_doubt_list")
        .replaceChildren(
            ...paths.map((path) => lineTo(questionElement(formEl, path), warnings[path]))
        );
    if (paths.length) {
        doubtsEl.focus();
    }
}
