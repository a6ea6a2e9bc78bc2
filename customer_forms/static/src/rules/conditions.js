const equal = (answer, value) =>
    Array.isArray(answer) ? answer.includes(value) : answer === value;
const isFilled = (answer) => answer !== undefined && answer !== null;

// An unanswered question is not greater, not less, and different from every value.
const OPERATORS = {
    filled: isFilled,
    empty: (answer) => !isFilled(answer),
    equal,
    different: (answer, value) => !isFilled(answer) || !equal(answer, value),
    greater: (answer, value) => isFilled(answer) && answer > value,
    less: (answer, value) => isFilled(answer) && answer < value,
};

/**
 * Whether a condition is met, as `customer_forms/rules/conditions.py` has it.
 *
 * @param {Object|null} tree
 * @param {Object} values answers so far; hidden ones are not in it
 * @returns {boolean}
 */
export function holds(tree, values) {
    if (!tree) {
        return true;
    }
    if (tree.of) {
        return tree.match === "all"
            ? tree.of.every((branch) => holds(branch, values))
            : tree.of.some((branch) => holds(branch, values));
    }
    return OPERATORS[tree.is](values[tree.field], tree.value);
}
