import { Invalid, clean, halfwidth, length } from "../text";
import { base } from "./base";

const SEPARATORS = /[\s\-\u2010-\u2015\u2212]/g;
const LENGTH = 18;
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** GB 32100-2015: weights are powers of 3 modulo 31. */
function checkCharacter(code) {
    let weight = 1;
    let sum = 0;
    for (const character of code.slice(0, -1)) {
        sum += ALPHABET.indexOf(character) * weight;
        weight = (weight * 3) % 31;
    }
    return ALPHABET[(31 - (sum % 31)) % 31];
}

export const uscc = {
    ...base,
    parse(raw) {
        const code = halfwidth(clean(raw)).replaceAll(SEPARATORS, "").toUpperCase();
        if (!code) {
            return null;
        }
        if (length(code) !== LENGTH) {
            throw new Invalid("uscc_length", { expected: LENGTH, count: length(code) });
        }
        if (!/^[0-9]{8}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) {
            throw new Invalid("uscc_characters");
        }
        if (checkCharacter(code) !== code.at(-1)) {
            throw new Invalid("uscc_checksum");
        }
        return code;
    },
};
