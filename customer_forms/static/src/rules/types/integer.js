import { Invalid, clean, halfwidth } from "../text";
import { base } from "./base";

const WHOLE_NUMBER = /^[+-]?[0-9]{1,15}$/;
// Of "1,200" and "1,234,567". In "1,5" it may be a decimal point: nobody guesses.
const THOUSANDS = /,(?=[0-9]{3}(?![0-9]))/g;

/** @returns {string} a number as it was typed, without what only parts its digits */
export function typedNumber(raw) {
    return halfwidth(clean(raw)).replaceAll(" ", "").replace(THOUSANDS, "");
}

/** Invalid[]: what breaks the range of a field. */
export function checkRange(value, field) {
    const broken = [];
    const { min_value: min, max_value: max } = field;
    if (typeof min === "number" && value < min) {
        broken.push(new Invalid("too_small", { min }));
    }
    if (typeof max === "number" && value > max) {
        broken.push(new Invalid("too_large", { max }));
    }
    return broken;
}

export const integer = {
    ...base,
    isNumber: true,
    parse(raw) {
        const typed = typedNumber(raw);
        if (!typed) {
            return null;
        }
        if (!WHOLE_NUMBER.test(typed)) {
            throw new Invalid("not_an_integer");
        }
        return Number(typed) + 0;
    },
    check: checkRange,
};
