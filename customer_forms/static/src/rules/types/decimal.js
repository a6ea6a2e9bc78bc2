import { Invalid, clean } from "../text";
import { base } from "./base";
import { checkRange, typedNumber } from "./integer";

function parseNumber(raw, pattern, code) {
    const typed = typedNumber(raw);
    if (!typed) {
        return null;
    }
    if (!pattern.test(typed)) {
        throw new Invalid(code);
    }
    return Number(typed) + 0;
}

export const decimal = {
    ...base,
    isNumber: true,
    parse: (raw) => parseNumber(raw, /^[+-]?[0-9]{1,11}(\.[0-9]{1,4})?$/, "not_a_decimal"),
    check: checkRange,
};

export const money = {
    ...base,
    isNumber: true,
    parse(raw) {
        const amount = clean(raw).replace(/^[¥￥$€£]+/, "");
        return parseNumber(amount, /^[+-]?[0-9]{1,13}(\.[0-9]{1,2})?$/, "not_an_amount");
    },
    check: checkRange,
};
