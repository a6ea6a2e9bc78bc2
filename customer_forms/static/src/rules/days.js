import { Invalid } from "./text";

const DAY = 24 * 3600 * 1000;

/** Whether there is such a day in the calendar that Python has too (years 1 to 9999). */
export function isRealDay(year, month, day) {
    const moment = new Date(0);
    moment.setUTCFullYear(year, month - 1, day);
    return year > 0 && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day;
}

/** The day a limit means, as ISO text; null for no limit. */
function limitDay(written, today) {
    const relative = (written || "").match(/^today([+-][0-9]{1,5})?$/);
    if (relative) {
        const moment = Date.parse(today) + Number(relative[1] || 0) * DAY;
        return new Date(moment).toISOString().slice(0, 10);
    }
    return /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(written) ? written : null;
}

/** Invalid[]: what breaks the `earliest` and `latest` of a field; days are ISO text. */
export function checkDays(day, field, today) {
    const broken = [];
    const earliest = limitDay(field.earliest, today);
    const latest = limitDay(field.latest, today);
    if (earliest && day < earliest) {
        broken.push(new Invalid("too_early", { earliest }));
    }
    if (latest && day > latest) {
        broken.push(new Invalid("too_late", { latest }));
    }
    return broken;
}
