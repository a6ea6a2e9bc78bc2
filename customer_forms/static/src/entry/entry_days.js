/** Days as people type them from paper, without signs between or without the year. */

import { isRealDay } from "../rules/days";
import { halfwidth } from "../rules/text";

const DIGITS = /^([0-9]{2}|[0-9]{4})?([0-9]{2})([0-9]{2})$/;
const SHORT = /^([0-9]{1,2})[-/.月]([0-9]{1,2})日?$/;
const WITH_YEAR = /^([0-9]{2}|[0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$/;
const TODAY = /^(?:\.|t|今天)$/i;
const TIME = /^(.*?)[T\s]+([0-9]{1,2})[:：点]?([0-9]{2})?$/;

/**
 * @param {string} typed `20261105`, `261105`, `1105`, `11/5`, `.`
 * @param {string} today ISO text
 * @param {boolean} isMonthFirst how a day without its year is written
 * @returns {string} ISO text; what cannot be read comes back as it is
 */
export function readDay(typed, today, isMonthFirst) {
    const text = halfwidth(typed).trim();
    if (TODAY.test(text)) {
        return today;
    }
    const thisYear = today.slice(0, 4);
    let parts = (text.match(DIGITS) || text.match(WITH_YEAR))?.slice(1);
    if (!parts) {
        const short = text.match(SHORT);
        if (!short) {
            return typed;
        }
        const isMonth = isMonthFirst || text.includes("月");
        parts = [thisYear, ...(isMonth ? short.slice(1) : short.slice(1).reverse())];
    }
    const [year, month, day] = [fullYear(parts[0], thisYear), ...parts.slice(1)].map(Number);
    if (!isRealDay(year, month, day)) {
        return typed;
    }
    const pad = (number) => String(number).padStart(2, "0");
    return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`;
}

/** Two digits mean this century up to ten years ahead, else the one before. */
function fullYear(written, thisYear) {
    if (!written) {
        return thisYear;
    }
    if (written.length === 4) {
        return written;
    }
    const century = Number(thisYear.slice(0, 2));
    const isAhead = Number(written) > Number(thisYear.slice(2)) + 10;
    return `${isAhead ? century - 1 : century}${written}`;
}

/** A day and a time, such as `1105 930` or `11/5 9:30`; see `readDay`. */
export function readMoment(typed, today, isMonthFirst) {
    const text = halfwidth(typed).trim();
    const compact = text.match(/^(\S+)\s+([0-9]{1,2})([0-9]{2})$/);
    const written = compact || text.match(TIME);
    if (!written) {
        return typed;
    }
    const [, day, hour, minute = "00"] = written;
    const iso = readDay(day, today, isMonthFirst);
    const isDay = /^\d{4}-\d\d-\d\d$/.test(iso);
    const isTime = Number(hour) < 24 && Number(minute) < 60;
    return isDay && isTime ? `${iso}T${hour.padStart(2, "0")}:${minute}` : typed;
}
