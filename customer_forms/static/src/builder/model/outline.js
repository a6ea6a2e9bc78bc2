/**
 * The outline as a list of rows, and where the keyboard goes in it.
 *
 * @typedef {{kind: "form"|"section"|"field"|"rule", key?: string}} Selection
 */

import { findSection, sectionOf } from "./document";

/** @returns {Selection[]} what can be selected, from top to bottom */
export function rows(document) {
    return document.sections.flatMap((section) => [
        { kind: "section", key: section.key },
        ...shown(section).map(({ key }) => ({ kind: "field", key })),
    ]);
}

/** @returns {Object[]} the questions of a section that are asked */
export function shown(section) {
    return section.fields.filter((field) => field.active);
}

export function isSame(one, other) {
    return one.kind === other.kind && one.key === other.key;
}

/** @returns {Selection} the row `step` rows further, or the first or last one */
export function neighbour(document, selection, step) {
    const all = rows(document);
    const index = all.findIndex((row) => isSame(row, selection));
    if (index < 0) {
        return step > 0 ? all[0] || selection : all.at(-1) || selection;
    }
    return all[Math.min(Math.max(index + step, 0), all.length - 1)];
}

/**
 * Where the keyboard moves a question: past the next one shown, or into the next section.
 *
 * @param {number} step 1 for down, -1 for up
 * @returns {?{section: string, place: number}} null at the end of the form
 */
export function fieldDestination(document, key, step) {
    const home = sectionOf(document, key);
    const visible = shown(home);
    const next = visible[visible.findIndex((field) => field.key === key) + step];
    if (next) {
        // the place counts without the question itself: the same either way
        return { section: home.key, place: home.fields.indexOf(next) };
    }
    const neighbouring = document.sections[document.sections.indexOf(home) + step];
    if (!neighbouring) {
        return null;
    }
    return { section: neighbouring.key, place: step > 0 ? 0 : neighbouring.fields.length };
}

/**
 * Where a question dropped behind another one stands in its section.
 *
 * @param {?string} previousKey the question shown above the drop, if any
 * @param {?string} movedKey the question that was dragged, if it was there before
 */
export function placeAfter(document, sectionKey, previousKey, movedKey) {
    const keys = findSection(document, sectionKey)
        .fields.map(({ key }) => key)
        .filter((key) => key !== movedKey);
    return previousKey ? keys.indexOf(previousKey) + 1 : 0;
}

/** @returns {{section: string, place: number}} where something added now goes */
export function placeBehind(document, selection) {
    const home =
        selection.kind === "section"
            ? findSection(document, selection.key)
            : selection.kind === "field" && sectionOf(document, selection.key);
    if (!home) {
        const last = document.sections.at(-1);
        return { section: last.key, place: last.fields.length };
    }
    if (selection.kind === "section") {
        return { section: home.key, place: home.fields.length };
    }
    const index = home.fields.findIndex(({ key }) => key === selection.key);
    return { section: home.key, place: index + 1 };
}
