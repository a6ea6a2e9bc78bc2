const SMALLEST_STEP = 0.0001;
const PRECISION = 5e-16;

export const isNumber = (value) => typeof value === "number";

/** By code points, as Python has it: plain `<` compares halves of rare characters. */
function compareText(left, right) {
    const [ours, others] = [[...left], [...right]];
    for (let i = 0; i < Math.min(ours.length, others.length); i++) {
        if (ours[i] !== others[i]) {
            return Math.sign(ours[i].codePointAt(0) - others[i].codePointAt(0));
        }
    }
    return Math.sign(ours.length - others.length);
}

/**
 * How `left` stands to `right`; see `customer_forms/rules/comparison.py`.
 *
 * @returns {-1|0|1|null} null when they cannot be compared
 */
export function compare(left, right) {
    if (isNumber(left) && isNumber(right)) {
        const difference = left - right;
        const greater = Math.max(Math.abs(left), Math.abs(right));
        const tolerance = Math.max(SMALLEST_STEP / 2, greater * PRECISION);
        return Math.abs(difference) < tolerance ? 0 : Math.sign(difference);
    }
    if (typeof left === "string" && typeof right === "string") {
        return compareText(left, right);
    }
    return typeof left === "boolean" && left === right ? 0 : null;
}

/** The sum of the numbers among `values`, or null without any. */
export function total(values) {
    const numbers = values.filter(isNumber);
    return numbers.length ? numbers.reduce((added, number) => added + number, 0) : null;
}

// operator -> whether it holds for what `compare` returns
export const COMPARISONS = {
    equal: (order) => order === 0,
    different: (order) => order !== 0,
    greater: (order) => order === 1,
    less: (order) => order === -1,
    at_least: (order) => order === 0 || order === 1,
    at_most: (order) => order === 0 || order === -1,
};
