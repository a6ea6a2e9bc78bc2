/** Storage keys, as `customer_forms/tools/field_key.py` takes them. */

const KEY = /^[a-z][a-z0-9_]{0,59}$/;
const RESERVED = new Set(["csrf_token", "id", "self", "slug"]);

/**
 * A key that reads like a label, or `fallback` where the label has no Latin letters.
 *
 * @param {string} label what the person sees
 * @param {string} fallback
 * @returns {string}
 */
export function keyFromLabel(label, fallback) {
    const key = (label || "")
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^_+|_+$/g, "")
        .slice(0, 60);
    return isKey(key) ? key : fallback;
}

/** @returns {boolean} whether `text` can be a key */
export function isKey(text) {
    return KEY.test(text) && !RESERVED.has(text);
}

/**
 * `key`, with a number behind it while it is taken.
 *
 * @param {string} key
 * @param {Iterable<string>} taken
 * @returns {string}
 */
export function unusedKey(key, taken) {
    const known = new Set(taken);
    let unused = key;
    for (let number = 2; known.has(unused); number++) {
        unused = `${key}_${number}`;
    }
    return unused;
}
