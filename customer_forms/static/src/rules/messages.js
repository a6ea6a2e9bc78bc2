/**
 * The sentence for a broken rule, from the sentences the page carries.
 *
 * @param {Object} issue as `check` returns it
 * @param {Object} field its entry in the schema
 * @param {{messages: Object, rules: Object[]}} rules those between questions have their own
 *  sentence in `message`
 * @returns {string}
 */
export function sentence(issue, field, { messages, rules }) {
    if (issue.code === "rule") {
        return rules.find(({ key }) => key === issue.params.rule).message;
    }
    const own = issue.code === "pattern" && field?.pattern_message;
    return (own || messages[issue.code]).replace(
        /%\((\w+)\)s/g,
        (_, name) => issue.params[name]
    );
}
