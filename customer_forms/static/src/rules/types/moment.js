import { Invalid, clean, halfwidth } from "../text";
import { base } from "./base";
import { date } from "./date";

const WRITTEN_MOMENT =
    /^([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?)[T ]\s*([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?$/;

/** The server moves it to UTC; here it stays as the clock on the wall shows it. */
export const moment = {
    ...base,
    parse(raw) {
        const typed = halfwidth(clean(raw));
        if (!typed) {
            return null;
        }
        const [written, day, hour, minute] = typed.match(WRITTEN_MOMENT) || [];
        if (!written || Number(hour) > 23 || Number(minute) > 59) {
            throw new Invalid("not_a_datetime");
        }
        let isoDay;
        try {
            isoDay = date.parse(day);
        } catch {
            throw new Invalid("not_a_datetime");
        }
        date.check(isoDay).forEach((invalid) => {
            throw invalid;
        });
        return `${isoDay} ${hour.padStart(2, "0")}:${minute}:00`;
    },
};
