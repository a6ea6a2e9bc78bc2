/** The first or last day a date question takes: "today", "today+7", "today-30", "2026-01-31". */

const RELATIVE = /^today(?:([+-])(\d{1,5}))?$/;

/**
 * @param {?string} day as the document has it
 * @returns {{kind: "none"|"today"|"date", days: number, date: string}}
 */
export function parseDay(day) {
    const relative = RELATIVE.exec(day || "");
    if (relative) {
        const days = Number(relative[2] || 0) * (relative[1] === "-" ? -1 : 1);
        return { kind: "today", days, date: "" };
    }
    return { kind: day ? "date" : "none", days: 0, date: day || "" };
}

/** @returns {?string} the inverse of `parseDay` */
export function formatDay({ kind, days, date }) {
    if (kind === "today") {
        const sign = days > 0 ? "+" : "";
        return days ? `today${sign}${days}` : "today";
    }
    return kind === "date" && date ? date : null;
}
