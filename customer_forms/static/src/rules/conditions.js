import { COMPARISONS, compare } from "./comparison";
import { Kept } from "./kept";

const isFilled = (answer) => answer !== undefined && answer !== null;

/** A list of picked options equals each of them. */
const equal = (answer, value) =>
    Array.isArray(answer)
        ? answer.some((picked) => compare(picked, value) === 0)
        : compare(answer, value) === 0;

const ordered = (operator) => (answer, value) => COMPARISONS[operator](compare(answer, value));

/** Part of a text, capital letters or not; one of the picked options. */
function contains(answer, value) {
    if (typeof answer === "string" && typeof value === "string") {
        return answer.toLowerCase().includes(value.toLowerCase());
    }
    return Array.isArray(answer) && equal(answer, value);
}

// An unanswered question is different from every value, and nothing else; the same goes
// for an answer of another kind than the value (a text is not less than a number).
const OPERATORS = {
    filled: isFilled,
    empty: (answer) => !isFilled(answer),
    equal,
    different: (answer, value) => !equal(answer, value),
    greater: ordered("greater"),
    less: ordered("less"),
    at_least: ordered("at_least"),
    at_most: ordered("at_most"),
    contains,
    one_of: (answer, value) =>
        Array.isArray(value) && value.some((each) => equal(answer, each)),
};

/**
 * Whether a condition is met, as `customer_forms/rules/conditions.py` has it.
 *
 * @param {Object|null} tree
 * @param {Object} values answers so far; hidden ones are not in it
 * @returns {boolean}
 */
export function holds(tree, values) {
    if (!tree || !(tree.of || tree.is)) {
        return true;
    }
    if (tree.of) {
        return tree.match === "all"
            ? tree.of.every((branch) => holds(branch, values))
            : tree.of.some((branch) => holds(branch, values));
    }
    const answer = values[tree.field];
    if (answer instanceof Kept) {
        // The server says what is so; of a row, only that it is answered.
        return tree.is === "filled" || (tree.is !== "empty" && (tree.kept ?? true));
    }
    return OPERATORS[tree.is](answer, tree.value);
}
