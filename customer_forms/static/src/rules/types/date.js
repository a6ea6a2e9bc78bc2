import { checkDays, isRealDay } from "../days";
import { Invalid, clean, halfwidth } from "../text";
import { base } from "./base";

const WRITTEN_DATE = /^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$/;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

export const date = {
    ...base,
    parse(raw) {
        const typed = halfwidth(clean(raw));
        if (!typed) {
            return null;
        }
        const written = typed.match(WRITTEN_DATE);
        if (!written) {
            throw new Invalid("not_a_date");
        }
        const [year, month, day] = written.slice(1).map(Number);
        if (!isRealDay(year, month, day)) {
            throw new Invalid("not_a_date");
        }
        const pad = (number, size) => String(number).padStart(size, "0");
        return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
    },
    check(value, field, today) {
        const year = Number(value.slice(0, 4));
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return [new Invalid("year_out_of_range", { first: FIRST_YEAR, last: LAST_YEAR })];
        }
        return checkDays(value, field, today);
    },
};
