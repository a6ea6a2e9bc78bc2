/**
 * Pinned answers on their way from one page of staff entry to the next, that of a sheet or
 * of another version. They stay in this tab, and no longer than the page takes to load.
 */

import { CONTROLS, WITHOUT_TEXT } from "./entry_fields";

const TICK = /^(?:radio|checkbox)$/;
const MOST_MS = 60_000;

const keyOf = (slug) => `customer_forms_pins/${slug}`;

/**
 * @param {string} slug of the form
 * @param {Element[]} fieldEls the pinned questions
 */
export function sendPins(slug, fieldEls) {
    const answers = Object.fromEntries(fieldEls.map((el) => [el.dataset.key, answerOf(el)]));
    sessionStorage.setItem(keyOf(slug), JSON.stringify({ at: Date.now(), answers }));
}

/**
 * @param {string} slug of the form
 * @returns {Object} what came, for `answerPinned`, by key of the question; it comes once
 */
export function takePins(slug) {
    const { at, answers } = JSON.parse(sessionStorage.getItem(keyOf(slug)) || "{}");
    sessionStorage.removeItem(keyOf(slug));
    return Date.now() - at < MOST_MS ? answers : {};
}

function answerOf(fieldEl) {
    const controls = [...fieldEl.querySelectorAll(CONTROLS)];
    return {
        ticked: controls.filter((el) => TICK.test(el.type) && el.checked).map((el) => el.value),
        texts: textsOf(controls).map((el) => el.value),
    };
}

/** Answers a question; options that this version has no more are left out. */
export function answerPinned(fieldEl, { ticked, texts }) {
    const controls = [...fieldEl.querySelectorAll(CONTROLS)];
    for (const el of controls.filter(({ type }) => TICK.test(type))) {
        el.checked = ticked.includes(el.value);
    }
    textsOf(controls).forEach((el, place) => (el.value = texts[place] ?? ""));
}

function textsOf(controls) {
    return controls.filter(({ type }) => !WITHOUT_TEXT.test(type));
}
