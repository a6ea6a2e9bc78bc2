/** What a key means on the page of staff entry. */

// Signs of options, in order: nine numbers, then letters.
export const OPTION_SIGNS = "123456789abcdefghijklmnopqrstuvwxyz";

/**
 * @param {{key: string, code?: string, ctrlKey?: boolean, metaKey?: boolean,
 *  shiftKey?: boolean, altKey?: boolean, isComposing?: boolean}} ev a key that was pressed
 * @param {Object} where the question it was pressed in
 * @param {string} [where.kind] its type; none outside of the questions
 * @param {number} [where.options] how many options it offers
 * @param {boolean} [where.isList] whether they are in a list that is searched by typing
 * @param {boolean} [where.isText] whether keys write text here
 * @returns {string|null} the name of an action, `pick:<number>` for an option (from 0),
 *  null for a key that keeps its meaning
 */
export function actionOf(ev, where = {}) {
    if (ev.isComposing) {
        return null; // an input method is at work: Enter and numbers choose its words
    }
    if (ev.key === "Enter") {
        return enterAction(ev, where);
    }
    if (ev.altKey && !ev.ctrlKey && !ev.metaKey) {
        return { KeyP: "pin", KeyS: "sheet", KeyV: "version" }[ev.code] || null;
    }
    if (ev.ctrlKey || ev.metaKey || ev.altKey) {
        return null;
    }
    if (ev.key === "F1" || (ev.key === "?" && !where.isText)) {
        return "help";
    }
    return where.isText ? null : optionAction(ev.key, where);
}

function enterAction(ev, { kind }) {
    if (ev.ctrlKey || ev.metaKey) {
        return "save";
    }
    if (ev.altKey) {
        return kind === "longtext" ? "newline" : "row";
    }
    return ev.shiftKey ? "previous" : "next";
}

function optionAction(key, { options = 0, isList }) {
    if (!options) {
        return null;
    }
    if (key === "0") {
        return "pick:none";
    }
    const place = OPTION_SIGNS.indexOf(key.toLowerCase());
    const isLetter = place > 8;
    // A list finds its options by the letters of their names.
    return key.length === 1 && place >= 0 && place < options && !(isLetter && isList)
        ? `pick:${place}`
        : null;
}

/**
 * What to say of how fast it goes.
 *
 * @param {number} count entries of this session
 * @param {number} startedAt milliseconds, when it began
 * @param {number} now
 * @returns {number} entries in an hour; 0 while there are too few to tell
 */
export function pacePerHour(count, startedAt, now) {
    const hours = (now - startedAt) / 3600000;
    return count > 1 && hours > 0 ? Math.round(count / hours) : 0;
}
