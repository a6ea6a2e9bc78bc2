import { checkDays } from "../days";
import { Invalid, clean, halfwidth } from "../text";
import { momentOf, wallClock } from "../time_zone";
import { base } from "./base";
import { date } from "./date";

const WRITTEN_MOMENT =
    /^([0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?)[T ]\s*([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?$/;

const asText = (moment) => new Date(moment).toISOString().slice(0, 19).replace("T", " ");
const zoneOf = (field) => field.tz || "UTC";

/** Typed in the time zone of the form, kept in UTC. */
export const moment = {
    ...base,
    parse(raw, field) {
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
        date.check(isoDay, {}).forEach((invalid) => {
            throw invalid;
        });
        const wall = Date.parse(`${isoDay}T${hour.padStart(2, "0")}:${minute}:00Z`);
        return asText(momentOf(wall, zoneOf(field)));
    },

    check(value, field, today) {
        return checkDays(this.comparable(value, field), field, today);
    },

    /** The day it is in the zone of the form. */
    comparable(value, field) {
        const kept = Date.parse(`${value.replace(" ", "T")}Z`);
        return asText(wallClock(kept, zoneOf(field))).slice(0, 10);
    },
};
