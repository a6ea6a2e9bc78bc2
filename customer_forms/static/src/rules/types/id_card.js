import { isRealDay } from "../days";
import { Invalid, clean, halfwidth, length } from "../text";
import { base } from "./base";

const LENGTH = 18;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = "10X98765432";

/** GB 11643-1999; only the last four characters are kept. */
export const idCard = {
    ...base,
    parse(raw) {
        const number = halfwidth(clean(raw)).replaceAll(/\s/g, "").toUpperCase();
        if (!number) {
            return null;
        }
        if (length(number) !== LENGTH) {
            throw new Invalid("id_card_length", { expected: LENGTH, count: length(number) });
        }
        if (!/^[0-9]{17}[0-9X]$/.test(number)) {
            throw new Invalid("id_card_invalid");
        }
        const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
        const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)];
        if (
            CHECK_CHARACTERS[sum % 11] !== number.at(-1) ||
            !isRealDay(Number(year), Number(month), Number(day))
        ) {
            throw new Invalid("id_card_invalid");
        }
        return "*".repeat(LENGTH - 4) + number.slice(-4);
    },
};
