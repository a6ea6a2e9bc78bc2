/**
 * Condition trees (`customer_forms/rules/conditions.py`), and the same as Odoo's tree
 * editor has them (`@web/core/tree_editor/condition_tree`).
 */

import { condition, connector } from "@web/core/tree_editor/condition_tree";

const TO_EDITOR = {
    equal: "=",
    different: "!=",
    greater: ">",
    less: "<",
    at_least: ">=",
    at_most: "<=",
    contains: "ilike",
    one_of: "in",
    filled: "set",
    empty: "not set",
};
const FROM_EDITOR = Object.fromEntries(Object.entries(TO_EDITOR).map(([ours, odoo]) => [odoo, ours]));
const WITHOUT_VALUE = ["filled", "empty"];
// Questions whose answers say nothing a condition could ask about.
const NEVER_ASKED = ["statement", "number", "attachment"];
const COMPARED = ["equal", "different", "greater", "less", "at_least", "at_most"];
const PRESENCE = ["filled", "empty"];
const OPERATORS = {
    select: ["equal", "different", "one_of", ...PRESENCE],
    radio: ["equal", "different", "one_of", ...PRESENCE],
    multi: ["equal", "different", ...PRESENCE],
    integer: [...COMPARED, ...PRESENCE],
    decimal: [...COMPARED, ...PRESENCE],
    money: [...COMPARED, ...PRESENCE],
    rating: [...COMPARED, ...PRESENCE],
    date: [...COMPARED, ...PRESENCE],
    datetime: [...COMPARED.slice(2), ...PRESENCE],
    text: ["equal", "different", "contains", ...PRESENCE],
    longtext: ["contains", ...PRESENCE],
    consent: PRESENCE,
    region: PRESENCE,
};
const EDITED_AS = {
    select: "selection",
    radio: "selection",
    multi: "selection",
    integer: "integer",
    rating: "integer",
    decimal: "float",
    money: "float",
    date: "date",
    datetime: "datetime",
};

/**
 * The tree with every leaf replaced by `change(leaf)`; without those that become null.
 *
 * @returns {?Object} null when nothing is left
 */
export function mapTree(tree, change) {
    if (!tree) {
        return null;
    }
    if (!tree.of) {
        return change(tree);
    }
    const of = tree.of.map((branch) => mapTree(branch, change)).filter(Boolean);
    return of.length ? { ...tree, of } : null;
}

/** @returns {Object[]} the leaves of a tree, in order */
export function leaves(tree) {
    const found = [];
    mapTree(tree, (leaf) => found.push(leaf));
    return found;
}

/** The tree without the leaves whose value is still to be given. */
export function completed(tree) {
    return mapTree(tree, (leaf) => (isComplete(leaf) ? leaf : null));
}

function isComplete({ is, value }) {
    const isGiven = Array.isArray(value) ? value.length > 0 : (value ?? "") !== "";
    return WITHOUT_VALUE.includes(is) || (isGiven && value !== false);
}

// ----------------------------------------------------------------------------
// Odoo's tree editor
// ----------------------------------------------------------------------------

/** @returns {Object} the tree as Odoo's editor has it, a connector at its top */
export function toEditorTree(tree) {
    if (!tree) {
        return connector("&");
    }
    const converted = toEditorNode(tree);
    return converted.type === "connector" ? converted : connector("&", [converted]);
}

function toEditorNode(tree) {
    if (tree.of) {
        return connector(tree.match === "any" ? "|" : "&", tree.of.map(toEditorNode));
    }
    return condition(tree.field, TO_EDITOR[tree.is], tree.value ?? false);
}

/** @returns {?Object} our tree of what Odoo's editor has; null when it is empty */
export function fromEditorTree(node) {
    if (node.type === "condition") {
        const is = FROM_EDITOR[node.operator];
        const leaf = { field: node.path, is };
        return WITHOUT_VALUE.includes(is) ? leaf : { ...leaf, value: node.value };
    }
    const of = node.children.map(fromEditorTree).filter(Boolean);
    return of.length ? { match: node.value === "|" ? "any" : "all", of } : null;
}

/** @returns {string[]} what can be asked about a question of this type */
export function operatorsOf(type) {
    return OPERATORS[type] || ["equal", "different", "contains", ...PRESENCE];
}

/** @returns {string[]} the same in the words of Odoo's editor */
export function editorOperatorsOf(type) {
    return operatorsOf(type).map((operator) => TO_EDITOR[operator]);
}

export function ourOperator(editorOperator) {
    return FROM_EDITOR[editorOperator];
}

/**
 * A question as Odoo's editor knows fields.
 *
 * @param {Object} field of a document
 * @param {(texts: Object) => string} words
 */
export function fieldDefinition(field, words) {
    return {
        name: field.key,
        string: words(field.name),
        type: EDITED_AS[field.type] || "char",
        question: field.type,
        selection: field.options
            .filter((option) => option.active)
            .map((option) => [option.key, words(option.name)]),
    };
}

/** @returns {Object[]} the questions that stand before one and that it may depend on */
export function earlierQuestions(document, key) {
    const earlier = [];
    for (const section of document.sections) {
        for (const field of section.fields) {
            if (field.key === key) {
                return earlier
                    .filter(({ home }) => !home.is_repeating || home.key === section.key)
                    .map(({ field }) => field);
            }
            if (field.active && !NEVER_ASKED.includes(field.type)) {
                earlier.push({ field, home: section });
            }
        }
    }
    return [];
}
