import { holds } from "./conditions";
import { fieldTypes } from "./field_types";
import { Invalid } from "./text";

/**
 * The rules of `customer_forms/rules/engine.py` for the browser. The server's verdict is
 * the truth; this one is only quicker.
 *
 * @param {Object[]} fields the input fields of a schema, in order
 * @param {Object} raw field key -> typed text, list of option keys, or list of files
 * @returns {{values: Object, issues: Object[], hidden: string[]}} issues as {field, code,
 *  params}; hidden are the keys of the questions that do not apply
 */
export function check(fields, raw) {
    const values = {};
    const issues = [];
    const hidden = [];
    for (const field of fields) {
        if (!holds(field.condition, values)) {
            hidden.push(field.key);
            continue;
        }
        const fieldType = fieldTypes[field.type];
        const note = (invalid) =>
            issues.push({ field: field.key, code: invalid.code, params: invalid.params });
        let value = null;
        try {
            value = fieldType.parse(raw[field.key], field);
        } catch (error) {
            if (!(error instanceof Invalid)) {
                throw error;
            }
            note(error);
            continue;
        }
        if (value === null) {
            if (field.required) {
                note(new Invalid(fieldType.requiredCode));
            }
            continue;
        }
        values[field.key] = value;
        fieldType.check(value, field).forEach(note);
    }
    return { values, issues, hidden };
}
