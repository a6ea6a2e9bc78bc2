import { showDoubts } from "./doubts";
import { REFUSED, tell } from "./page_events";
import { ANSWERED, firstOf, focusQuestion, lineTo, questionElement } from "./questions";

/**
 * Says what is wrong with the answers, and goes there.
 *
 * @param {HTMLFormElement} formEl
 * @param {Object} verdict
 * @param {Object} [verdict.errors] path of a question -> sentences
 * @param {Object} [verdict.warnings] the same of what only looks wrong
 * @param {string} [verdict.message] what is wrong with no question
 * @param {boolean} [isAsking=true] whether to ask if what looks wrong is right
 */
export function showVerdict(formEl, { errors = {}, warnings = {}, message }, isAsking = true) {
    const isWrong = Object.keys(errors).length > 0;
    if (isWrong) {
        tell(formEl, REFUSED, { errors });
    }
    for (const { dataset } of formEl.querySelectorAll(ANSWERED)) {
        showErrors(formEl, dataset.key, errors[dataset.key], warnings[dataset.key]);
    }
    showDoubts(formEl, isWrong || message || !isAsking ? {} : warnings);
    showSummary(formEl, errors, message);
    if (message) {
        formEl.querySelector(".o_customer_forms_summary").focus();
    } else if (isWrong) {
        focusQuestion(firstOf(formEl, errors) || formEl);
    }
}

/** Above the questions: what has to be corrected, with links to it. */
function showSummary(formEl, errors, message) {
    const summaryEl = formEl.querySelector(".o_customer_forms_summary");
    const textEl = summaryEl.querySelector(".o_customer_forms_summary_text");
    textEl.dataset.usual ||= textEl.textContent;
    textEl.textContent = message || textEl.dataset.usual;
    const wrongEls = [...formEl.querySelectorAll(ANSWERED)].filter(
        ({ dataset }) => errors[dataset.key]
    );
    summaryEl
        .querySelector(".o_customer_forms_summary_list")
        .replaceChildren(...wrongEls.map((el) => lineTo(el, errors[el.dataset.key])));
    summaryEl.classList.toggle("d-none", !wrongEls.length && !message);
}

/** Says beside one question what is wrong with it, or looks so. */
export function showErrors(formEl, path, sentences = [], doubts = []) {
    const isWrong = sentences.length > 0;
    const isDoubtful = !isWrong && doubts.length > 0;
    const questionEl = questionElement(formEl, path);
    const rowsErrorEl = questionEl.querySelector(".o_customer_forms_rows_error");
    const errorEl = rowsErrorEl || questionEl.querySelector(".o_customer_forms_error");
    errorEl.textContent = [...sentences, ...doubts].join(" ");
    errorEl.classList.toggle("text-danger", !isDoubtful);
    errorEl.classList.toggle("text-warning-emphasis", isDoubtful);
    if (rowsErrorEl) {
        return; // the questions in the rows speak for themselves
    }
    for (const inputEl of questionEl.querySelectorAll("input, select, textarea")) {
        inputEl.classList.toggle("is-invalid", isWrong);
        inputEl.classList.toggle("o_customer_forms_doubtful", isDoubtful);
        inputEl.setAttribute("aria-invalid", isWrong);
    }
}
