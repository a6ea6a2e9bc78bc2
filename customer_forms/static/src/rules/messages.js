import { localised } from "./text";

/**
 * The sentence for a broken rule, from the sentences the page carries.
 *
 * @param {Object} issue as `check` returns it
 * @param {Object} field its entry in the schema
 * @param {{lang: string, messages: Object}} rules
 * @returns {string}
 */
export function sentence(issue, field, { lang, messages }) {
    const own = issue.code === "pattern" && localised(field.pattern_message || {}, lang);
    return (own || messages[issue.code]).replace(
        /%\((\w+)\)s/g,
        (_, name) => issue.params[name]
    );
}
