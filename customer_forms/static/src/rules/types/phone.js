import { Invalid, clean, halfwidth } from "../text";
import { base } from "./base";

const MOBILE_LENGTH = 11;
const SEPARATORS = /[\s().\u00b7/\-\u2010-\u2015\u2212\u30fc\uff0d]+/g;
const EXTENSION = /(?:ext|extension|x|#|转|分机)([0-9]{1,6})$/i;

/** The digits of a number, a leading "+" and a trailing ";ext". */
function significant(typed) {
    return halfwidth(typed).replace(SEPARATORS, "").replace(EXTENSION, ";$1");
}

/** The number within mainland China, or null when it names another country. */
function domestic(digits) {
    for (const prefix of ["+86", "0086"]) {
        if (digits.startsWith(prefix)) {
            const rest = digits.slice(prefix.length);
            return "0148".includes(rest.slice(0, 1)) ? rest : `0${rest}`;
        }
    }
    return /^(\+|00)/.test(digits) ? null : digits;
}

function checkDomestic(number) {
    if (number.startsWith("1")) {
        if (number.length !== MOBILE_LENGTH) {
            throw new Invalid("phone_mobile_length", {
                expected: MOBILE_LENGTH,
                count: number.length,
            });
        }
        if (!"3456789".includes(number[1])) {
            throw new Invalid("phone_mobile_prefix");
        }
    } else if (/^[2-9][0-9]{6,7}$/.test(number)) {
        throw new Invalid("phone_area_code");
    } else if (!/^(?:0[0-9]{9,11}|[48]00[0-9]{7})$/.test(number)) {
        throw new Invalid("phone_invalid");
    }
}

export const phone = {
    ...base,
    parse(raw) {
        const typed = clean(raw);
        if (!typed) {
            return null;
        }
        const digits = significant(typed);
        if (!/^\+?[0-9]+(;[0-9]{1,6})?$/.test(digits)) {
            throw new Invalid("phone_characters");
        }
        const [number, extension] = digits.split(";");
        const suffix = extension ? `;ext=${extension}` : "";
        const national = domestic(number);
        if (national !== null) {
            checkDomestic(national);
            return `+86${national.replace(/^0/, "")}${suffix}`;
        }
        const international = number.replace(/^(\+|00)/, "");
        if (international.length < 8 || international.length > 15) {
            throw new Invalid("phone_international");
        }
        return `+${international}${suffix}`;
    },
};
