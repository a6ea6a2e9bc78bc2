import { _t } from "@web/core/l10n/translation";

const INPUTS = "input:not([type=hidden]), select, textarea, button";

/** All questions on the page, those in rows too, and the repeating sections themselves. */
export const ANSWERED = ".o_customer_forms_field, .o_customer_forms_rows";

/**
 * A question or repeating section on the page.
 *
 * @param {HTMLElement} formEl
 * @param {string} path its key, or `section:row:field`
 */
export function questionElement(formEl, path) {
    return formEl.querySelector(`[data-key="${path}"]`);
}

/** The first question on the page that something is said of. */
export function firstOf(formEl, said) {
    return [...formEl.querySelectorAll(ANSWERED)].find(({ dataset }) => said[dataset.key]);
}

/** What a question is called, without its star; a repeating section says it itself. */
export function labelOf(questionEl) {
    const labelEl = questionEl.querySelector(".form-label, .form-check-label");
    return (
        questionEl.getAttribute("aria-label") || labelEl.textContent.replace(/\*\s*$/, "").trim()
    );
}

/** Puts the cursor where a question is answered. */
export function focusQuestion(questionEl) {
    const isRows = questionEl.matches(".o_customer_forms_rows");
    const inputEls = isRows ? [] : [...questionEl.querySelectorAll(INPUTS)];
    (inputEls.find((el) => el.getClientRects().length) || questionEl).focus();
}

/** A line of a list that leads to a question. */
export function lineTo(questionEl, sentences) {
    const linkEl = document.createElement("a");
    linkEl.href = `#question_${questionEl.dataset.key}`;
    linkEl.className = "alert-link fw-normal";
    linkEl.textContent = _t("%(question)s: %(problems)s", {
        question: labelOf(questionEl),
        problems: sentences.join(" "),
    });
    const lineEl = document.createElement("li");
    lineEl.append(linkEl);
    return lineEl;
}

/** The question that a link of such a line leads to. */
export function questionOfLink(formEl, linkEl) {
    return questionElement(formEl, linkEl.getAttribute("href").replace("#question_", ""));
}

/** Marks a question that must be answered, for the eye and for screen readers. */
export function showRequired(fieldEl, isRequired) {
    fieldEl
        .querySelector(".o_customer_forms_required")
        ?.classList.toggle("d-none", !isRequired);
    const groupEl = fieldEl.querySelector("[role=radiogroup], [role=group]");
    if (groupEl) {
        groupEl.setAttribute("aria-required", isRequired);
        return;
    }
    for (const inputEl of fieldEl.querySelectorAll("[name]")) {
        inputEl.required = isRequired;
    }
}
