const DAY = 24 * 3600 * 1000;
const formats = new Map();

function formatOf(zone) {
    if (!formats.has(zone)) {
        const format = new Intl.DateTimeFormat("en-US", {
            timeZone: zone,
            hourCycle: "h23",
            year: "numeric",
            month: "numeric",
            day: "numeric",
            hour: "numeric",
            minute: "numeric",
            second: "numeric",
        });
        formats.set(zone, format);
    }
    return formats.get(zone);
}

/**
 * What the clock on the wall shows, as if it were UTC.
 *
 * @param {number} moment milliseconds since 1970
 * @param {string} zone such as Asia/Shanghai
 * @returns {number} milliseconds
 */
export function wallClock(moment, zone) {
    const parts = {};
    for (const { type, value } of formatOf(zone).formatToParts(moment)) {
        parts[type] = Number(value);
    }
    const { year, month, day, hour, minute, second } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The moment at which the clock on the wall shows this. Of two such (when summer ends) the
 * first; of none (when it begins) as if summer had not begun, as Python has it.
 *
 * @param {number} wall milliseconds, as `wallClock` returns them
 * @param {string} zone
 * @returns {number} milliseconds since 1970
 */
export function momentOf(wall, zone) {
    const before = wallClock(wall - DAY, zone) - (wall - DAY);
    const after = wallClock(wall + DAY, zone) - (wall + DAY);
    const moments = [wall - before, wall - after];
    return moments.find((moment) => wallClock(moment, zone) === wall) ?? moments[0];
}
