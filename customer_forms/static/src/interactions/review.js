import { _t } from "@web/core/l10n/translation";
import { keptFiles } from "./drafts/kept_files";
import { labelOf } from "./questions";

/** What was answered in an input, by the kind of input; others say their value. */
const SPOKEN = {
    "select-one": (el) => (el.value ? el.selectedOptions[0].textContent.trim() : ""),
    "datetime-local": (el) => el.value.replace("T", " "),
    file: (el) => [...el.files].map(({ name }) => name).join(", "),
    radio: spokenChoice,
    checkbox: spokenChoice,
};

function spokenChoice(el) {
    const isOption = el.closest("[role=group], [role=radiogroup]");
    const text = isOption ? el.labels[0].textContent.trim() : _t("Yes");
    return el.checked ? text : "";
}

/**
 * What was answered to a question, in words.
 *
 * @param {HTMLElement} fieldEl
 * @returns {string} empty without an answer
 */
export function spokenAnswer(fieldEl) {
    const inputEls = [...fieldEl.querySelectorAll("[name]")].filter(
        (el) => el.name === fieldEl.dataset.key
    );
    const said = inputEls.map((el) => (SPOKEN[el.type] || (() => el.value.trim()))(el));
    said.unshift(...keptFiles(fieldEl).map(({ name }) => name)); // sent before, with a draft
    const unit = fieldEl.querySelector(".input-group-text")?.textContent || "";
    const answer = said.filter(Boolean).join(", ");
    return answer && unit ? `${unit} ${answer}` : answer;
}

/**
 * Shows all answers by section, each with the way back to it.
 *
 * @param {HTMLElement} reviewEl
 * @param {HTMLElement[]} sectionEls
 */
export function fillReview(reviewEl, sectionEls) {
    const templateEl = reviewEl.querySelector("template");
    const parts = sectionEls
        .filter((sectionEl) => sectionEl.querySelector(".o_customer_forms_field"))
        .map((sectionEl) => {
            const partEl = templateEl.content.firstElementChild.cloneNode(true);
            const { title, section } = sectionEl.dataset;
            for (const titleEl of partEl.querySelectorAll(".o_customer_forms_review_title")) {
                titleEl.textContent = title;
            }
            partEl.querySelector("button").dataset.section = section;
            partEl.querySelector("dl").append(...linesOf(sectionEl).flatMap(line));
            return partEl;
        });
    reviewEl.querySelector(".o_customer_forms_review_parts").replaceChildren(...parts);
}

/** [label, answer] of every question that applies; a row is told by its number. */
function linesOf(sectionEl) {
    const lines = [];
    let rowEl = null;
    for (const fieldEl of sectionEl.querySelectorAll(".o_customer_forms_field:not(.d-none)")) {
        const inRowEl = fieldEl.closest(".o_customer_forms_row");
        if (inRowEl && inRowEl !== rowEl) {
            lines.push([inRowEl.querySelector("legend").textContent.trim(), null]);
        }
        rowEl = inRowEl;
        lines.push([labelOf(fieldEl), spokenAnswer(fieldEl)]);
    }
    return lines;
}

function line([label, answer]) {
    const termEl = document.createElement("dt");
    termEl.textContent = label;
    const answerEl = document.createElement("dd");
    if (answer === null) {
        termEl.className = "o_customer_forms_review_row";
        return [termEl, answerEl];
    }
    answerEl.textContent = answer || _t("Not answered");
    answerEl.classList.toggle("text-muted", !answer);
    return [termEl, answerEl];
}
