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
    doubtsEl.querySelector(".o_customer_forms_doubt_list").replaceChildren(
        ...paths.map((path) => {
            const itemEl = document.createElement("li");
            const label = labelOf(formEl.querySelector(`[data-key="${path}"]`));
            itemEl.textContent = `${label}: ${warnings[path].join(" ")}`;
            return itemEl;
        })
    );
    if (paths.length) {
        doubtsEl.focus();
    }
}

/** What a question is called, without its star; a repeating section says it itself. */
function labelOf(fieldEl) {
    const named = fieldEl.getAttribute("aria-label");
    const labelEl = fieldEl.querySelector(".form-label, .form-check-label");
    return named || labelEl.textContent.replace(/\*\s*$/, "").trim();
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
    for (const inputEl of fieldEl.querySelectorAll("input, select, textarea")) {
        inputEl.required = isRequired;
    }
}
