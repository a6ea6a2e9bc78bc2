import { fieldTypes } from "./field_types";
import { Invalid } from "./text";

/**
 * The rules of `customer_forms/rules/engine.py` for the browser. The server's verdict is
 * the truth; this one is only quicker.
 *
 * @param {Object[]} fields the input fields of a schema, in order
 * @param {Object} raw field key -> typed text, list of option keys, or list of files
 * @returns {{values: Object, issues: {field: string, code: string, params: Object}[]}}
 */
export function check(fields, raw) {
    const values = {};
    const issues = [];
    for (const field of fields) {
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
    return { values, issues };
}
