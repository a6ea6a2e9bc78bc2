/** Edits of the options of a question in a form document; see `document.js`. */

import { mapTree } from "./condition_tree";
import { CONDITIONS, allFields, edited, findField } from "./document";
import { keyFromLabel, unusedKey } from "./keys";

/**
 * With options behind those there are; lines that name one already add nothing.
 *
 * @param {string[]} labels as typed or pasted
 * @param {(label: string) => Object} toTexts the texts of a label
 * @param {string[]} published keys of options that answers may have
 */
export function addOptions(document, fieldKey, labels, toTexts, published = []) {
    return edited(document, (copy) => {
        const options = findField(copy, fieldKey).options;
        const said = new Set(options.flatMap(({ name }) => Object.values(name)));
        for (const label of labels.map((each) => each.trim())) {
            if (label && !said.has(label)) {
                const taken = [...options.map(({ key }) => key), ...published];
                const wanted = keyFromLabel(label, unusedKey("option", taken));
                const key = unusedKey(wanted, taken);
                options.push({ key, name: toTexts(label), active: true, successor: null });
                said.add(label);
            }
        }
    });
}

export function updateOption(document, fieldKey, key, values) {
    return edited(document, (copy) => {
        const options = findField(copy, fieldKey).options;
        Object.assign(
            options.find((option) => option.key === key),
            values
        );
    });
}

export function moveOption(document, fieldKey, key, place) {
    return edited(document, (copy) => {
        const options = findField(copy, fieldKey).options;
        const index = options.findIndex((option) => option.key === key);
        const [option] = options.splice(index, 1);
        options.splice(place, 0, option);
    });
}

/** Without the option: archived where it was published. */
export function removeOption(document, fieldKey, key, isPublished) {
    if (isPublished) {
        return updateOption(document, fieldKey, key, { active: false });
    }
    return edited(document, (copy) => {
        const field = findField(copy, fieldKey);
        field.options = field.options.filter((option) => option.key !== key);
        const isGone = (leaf, value) => leaf.field === fieldKey && value === key;
        for (const other of allFields(copy)) {
            for (const name of CONDITIONS) {
                other[name] = mapTree(other[name], (leaf) => {
                    if (!Array.isArray(leaf.value)) {
                        return isGone(leaf, leaf.value) ? null : leaf;
                    }
                    const value = leaf.value.filter((each) => !isGone(leaf, each));
                    return value.length ? { ...leaf, value } : null;
                });
            }
        }
    });
}
