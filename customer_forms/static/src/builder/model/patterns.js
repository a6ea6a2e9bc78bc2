/**
 * Whether a text has a person's own format, as the browser sees it while it is being
 * written. The server decides; its expressions know more.
 *
 * @param {?string} pattern a regular expression the whole text must match
 * @param {string} text
 * @returns {?"matches"|"differs"|"unreadable"} null while there is nothing to say
 */
export function patternVerdict(pattern, text) {
    if (!pattern) {
        return null;
    }
    let expression;
    try {
        expression = new RegExp(`^(?:${pattern})$`, "u");
    } catch {
        return "unreadable";
    }
    if (!text) {
        return null;
    }
    return expression.test(text) ? "matches" : "differs";
}
