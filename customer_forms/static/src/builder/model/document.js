/**
 * Edits of a form document (`customer_forms/models/builder/customer_form_document.py`).
 *
 * Every edit takes a document and returns a changed copy; the given one stays as it is.
 */

import { mapTree } from "./condition_tree";
import { unusedKey } from "./keys";

export const CONDITIONS = ["condition", "required_condition"];

/** A copy of the document, changed by `mutate`. */
export function edited(document, mutate) {
    const copy = structuredClone(document);
    mutate(copy);
    return copy;
}

// ----------------------------------------------------------------------------
// Finding
// ----------------------------------------------------------------------------

export function allFields(document) {
    return document.sections.flatMap((section) => section.fields);
}

export function findField(document, key) {
    return allFields(document).find((field) => field.key === key);
}

export function findSection(document, key) {
    return document.sections.find((section) => section.key === key);
}

export function findRule(document, key) {
    return document.rules.find((rule) => rule.key === key);
}

export function sectionOf(document, fieldKey) {
    return document.sections.find((section) =>
        section.fields.some((field) => field.key === fieldKey)
    );
}

export function takenKeys(document) {
    return [...document.sections, ...allFields(document)].map(({ key }) => key);
}

// ----------------------------------------------------------------------------
// Form and sections
// ----------------------------------------------------------------------------

export function updateForm(document, values) {
    return edited(document, (copy) => Object.assign(copy.form, values));
}

export function updateSection(document, key, values) {
    return edited(document, (copy) => Object.assign(findSection(copy, key), values));
}

/** @returns {{document, key: string}} with a section behind `afterKey`, or at the end */
export function addSection(document, name, afterKey) {
    const key = unusedKey("section", takenKeys(document));
    const index = document.sections.findIndex((section) => section.key === afterKey);
    const place = index < 0 ? document.sections.length : index + 1;
    const section = {
        key,
        name,
        description: {},
        is_internal: false,
        is_repeating: false,
        min_rows: 0,
        max_rows: 20,
        see_department_ids: [],
        edit_department_ids: [],
        fields: [],
    };
    return { document: edited(document, (copy) => copy.sections.splice(place, 0, section)), key };
}

export function moveSection(document, key, place) {
    return edited(document, (copy) => {
        const index = copy.sections.findIndex((section) => section.key === key);
        const [section] = copy.sections.splice(index, 1);
        copy.sections.splice(place, 0, section);
    });
}

/** Without the section; its questions are removed one by one, see `removeField`. */
export function removeSection(document, key, isPublished) {
    const section = findSection(document, key);
    let changed = document;
    for (const field of section.fields) {
        changed = removeField(changed, field.key, isPublished);
    }
    return edited(changed, (copy) => {
        const emptied = findSection(copy, key);
        copy.sections.splice(copy.sections.indexOf(emptied), 1);
        if (emptied.fields.length && copy.sections.length) {
            // archived questions keep a section to stand in
            copy.sections[0].fields.push(...emptied.fields);
        } else if (emptied.fields.length) {
            copy.sections.push(emptied);
        }
    });
}

// ----------------------------------------------------------------------------
// Questions
// ----------------------------------------------------------------------------

/** A question as the builder begins it. */
export function newField(type, key, name) {
    return {
        key,
        type,
        name,
        active: true,
        role: null,
        sensitivity: null,
        help_text: {},
        placeholder: {},
        is_required: false,
        is_unique: false,
        is_listed: false,
        is_indexed: false,
        is_soft: false,
        condition: null,
        required_condition: null,
        successor: null,
        options: [],
    };
}

/** @returns {Object} with `field` in a section, at a place among its questions */
export function insertField(document, field, sectionKey, place) {
    return edited(document, (copy) => findSection(copy, sectionKey).fields.splice(place, 0, field));
}

export function updateField(document, key, values) {
    return edited(document, (copy) => Object.assign(findField(copy, key), values));
}

export function moveField(document, key, sectionKey, place) {
    return edited(document, (copy) => {
        const from = sectionOf(copy, key).fields;
        const index = from.findIndex((field) => field.key === key);
        const [field] = from.splice(index, 1);
        const to = findSection(copy, sectionKey).fields;
        to.splice(place, 0, field);
    });
}

/** @returns {{document, key: string}} with a copy of the question behind it */
export function duplicateField(document, key, taken = []) {
    const section = sectionOf(document, key);
    const index = section.fields.findIndex((field) => field.key === key);
    const copyKey = unusedKey(key, [...takenKeys(document), ...taken]);
    const copy = {
        ...structuredClone(section.fields[index]),
        key: copyKey,
        active: true,
        role: null, // a meaning is given once
        successor: null,
    };
    return { document: insertField(document, copy, section.key, index + 1), key: copyKey };
}

/**
 * Without the question: archived where it was published. What asked about it no longer does.
 *
 * @param {(key: string) => boolean} isPublished
 */
export function removeField(document, key, isPublished) {
    return edited(document, (copy) => {
        const fields = sectionOf(copy, key).fields;
        const index = fields.findIndex((field) => field.key === key);
        if (isPublished(key)) {
            fields[index].active = false;
        } else {
            fields.splice(index, 1);
        }
        forget(copy, key);
    });
}

/** @returns {string[]} keys of the questions and rules that ask about a question */
export function dependants(document, key) {
    const asks = (field) =>
        CONDITIONS.some((name) => {
            let found = false;
            mapTree(field[name], (leaf) => {
                found ||= leaf.field === key;
                return leaf;
            });
            return found;
        });
    const fields = allFields(document).filter(asks);
    const rules = document.rules.filter(
        (rule) => rule.terms.includes(key) || rule.other_key === key
    );
    return [...fields, ...rules].map((each) => each.key);
}

function forget(copy, key) {
    for (const field of allFields(copy)) {
        for (const name of CONDITIONS) {
            field[name] = mapTree(field[name], (leaf) => (leaf.field === key ? null : leaf));
        }
        if (field.successor === key) {
            field.successor = null;
        }
    }
    copy.rules = copy.rules
        .filter((rule) => rule.other_key !== key)
        .map((rule) => ({ ...rule, terms: rule.terms.filter((term) => term !== key) }))
        .filter((rule) => rule.terms.length);
}

/** With another key for a question nobody has answered yet, wherever it is named. */
export function renameField(document, key, newKey) {
    const renamed = (each) => (each === key ? newKey : each);
    return edited(document, (copy) => {
        findField(copy, key).key = newKey;
        for (const field of allFields(copy)) {
            for (const name of CONDITIONS) {
                field[name] = mapTree(field[name], (leaf) => ({
                    ...leaf,
                    field: renamed(leaf.field),
                }));
            }
            field.successor = renamed(field.successor);
        }
        for (const rule of copy.rules) {
            rule.terms = rule.terms.map(renamed);
            rule.other_key = renamed(rule.other_key);
        }
    });
}
