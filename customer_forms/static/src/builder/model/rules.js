/** Edits of the rules between answers in a form document; see `document.js`. */

import { edited, findRule } from "./document";
import { unusedKey } from "./keys";

export const NUMBERS = ["integer", "decimal", "money", "rating"];
export const DAYS = ["date", "datetime"];

/** @returns {{document, key: string}} with one more rule about a question */
export function addRule(document, term) {
    const key = unusedKey("rule", document.rules.map((rule) => rule.key));
    const rule = {
        key,
        terms: [term],
        operator: "at_most",
        other_key: null,
        value: null,
        level: "error",
        message: {},
    };
    return { document: edited(document, (copy) => copy.rules.push(rule)), key };
}

export function updateRule(document, key, values) {
    return edited(document, (copy) => Object.assign(findRule(copy, key), values));
}

export function removeRule(document, key) {
    return edited(document, (copy) => {
        copy.rules = copy.rules.filter((rule) => rule.key !== key);
    });
}
