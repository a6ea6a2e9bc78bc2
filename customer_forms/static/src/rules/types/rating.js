import { Invalid, clean } from "../text";
import { base } from "./base";

const STARS = 5;

export const rating = {
    ...base,
    isNumber: true,
    requiredCode: "required_choice",
    parse(raw) {
        const typed = clean(raw);
        if (!typed) {
            return null;
        }
        if (!/^[1-5]$/.test(typed)) {
            throw new Invalid("not_a_rating", { max: STARS });
        }
        return Number(typed);
    },
};
