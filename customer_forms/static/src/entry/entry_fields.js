/** The questions of staff entry as the keyboard goes through them. No state is kept here. */

import { OPTION_SIGNS } from "./entry_keys";

const TICKS = "input[type='radio'], input[type='checkbox']";
export const CONTROLS = "input:not([type='hidden']), select, textarea";
export const WITHOUT_TEXT = /^(?:radio|checkbox|file|button|submit|reset)$/;

/** The question an element belongs to, or null. */
export function fieldOfElement(el) {
    return el?.closest?.(".o_customer_forms_field") || null;
}

/** The options of a question that a key can choose: ticks, or entries of a list. */
export function optionsOf(fieldEl) {
    const selectEl = fieldEl.querySelector("select");
    if (selectEl) {
        return [...selectEl.options].filter((option) => option.value);
    }
    return [...fieldEl.querySelectorAll(TICKS)];
}

/** Where a key was pressed, as `actionOf` wants to know it. */
export function placeOf(el) {
    const fieldEl = fieldOfElement(el);
    const isText = el.matches("textarea") || (el.matches("input") && !WITHOUT_TEXT.test(el.type));
    return {
        kind: fieldEl?.dataset.type,
        options: fieldEl && !isText ? optionsOf(fieldEl).length : 0,
        isList: el.matches("select"),
        isText,
    };
}

/** The questions that are shown, in order. */
export function shownFields(formEl) {
    const fields = formEl.querySelectorAll(".o_customer_forms_field:not(.d-none)");
    return [...fields].filter((fieldEl) => fieldEl.querySelector(CONTROLS));
}

/** Puts the cursor into a question; what is in it is replaced by typing. */
export function focusField(fieldEl) {
    const controlEl =
        fieldEl.querySelector("input:checked") || fieldEl.querySelector(CONTROLS);
    controlEl.focus();
    if (placeOf(controlEl).isText) {
        controlEl.select();
    }
}

/**
 * Chooses an option as a click would.
 *
 * @param {Element} fieldEl
 * @param {string} place number of the option from 0, or `none`
 * @returns {boolean} whether the question is answered with it: several may be ticked
 */
export function pick(fieldEl, place) {
    const options = optionsOf(fieldEl);
    const selectEl = fieldEl.querySelector("select");
    if (selectEl) {
        selectEl.value = place === "none" ? "" : options[place].value;
        tellChange(selectEl);
        return true;
    }
    if (place === "none") {
        options.forEach((tickEl) => (tickEl.checked = false));
        tellChange(options[0]);
        return true;
    }
    const tickEl = options[place];
    tickEl.checked = tickEl.type === "radio" || !tickEl.checked;
    tickEl.focus();
    tellChange(tickEl);
    return fieldEl.dataset.type !== "multi";
}

function tellChange(el) {
    el.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Shows beside each option the key that chooses it. */
export function showSigns(fieldEl) {
    optionsOf(fieldEl).forEach((option, place) => {
        const sign = OPTION_SIGNS[place];
        const labelEl = option.closest("label")?.querySelector(".form-check-label");
        if (!sign) {
            return;
        }
        if (option.matches("option")) {
            option.text = place < 9 ? `${sign} ${option.text}` : option.text;
        } else if (labelEl) {
            const signEl = document.createElement("kbd");
            signEl.className = "o_customer_forms_sign me-1";
            signEl.setAttribute("aria-hidden", "true");
            signEl.textContent = sign;
            labelEl.before(signEl);
        }
    });
}

/** What is answered to a question, for `restore`. */
export function snapshot(fieldEl) {
    return [...fieldEl.querySelectorAll(CONTROLS)]
        .filter((el) => el.type !== "file")
        .map((el) => ({ el, value: el.value, checked: el.checked }));
}

/** Answers a question as it was. */
export function restore(kept) {
    for (const { el, value, checked } of kept) {
        el.value = value;
        el.checked = checked;
    }
}

/** Takes away the rows that somebody added. */
export function removeRows(formEl) {
    for (const noticeEl of formEl.querySelectorAll(".o_customer_forms_removed")) {
        noticeEl.remove();
    }
    for (const rowsEl of formEl.querySelectorAll(".o_customer_forms_rows")) {
        const first = Math.max(Number(rowsEl.dataset.min), 1);
        const rows = rowsEl.querySelectorAll(
            ".o_customer_forms_row_list > .o_customer_forms_row"
        );
        [...rows].slice(first).forEach((rowEl) => rowEl.remove());
    }
}
