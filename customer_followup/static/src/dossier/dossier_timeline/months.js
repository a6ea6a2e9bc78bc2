import {
    deserializeDate,
    deserializeDateTime,
    toLocaleDateString,
    toLocaleDateTimeString,
} from "@web/core/l10n/dates";

/** A day is the same everywhere; a moment is shown in the reader's zone. */
function momentOf(entry) {
    return entry.is_day ? deserializeDate(entry.when) : deserializeDateTime(entry.when);
}

/** When something happened, as people read it. */
export function whenOf(entry) {
    const moment = momentOf(entry);
    return entry.is_day ? toLocaleDateString(moment) : toLocaleDateTimeString(moment);
}

/**
 * Entries under the months in which they happened.
 *
 * @param {Object[]} entries newest first
 * @returns {{key: string, label: string, entries: Object[]}[]}
 */
export function byMonth(entries) {
    const months = [];
    for (const entry of entries) {
        const moment = momentOf(entry);
        const key = moment.toFormat("yyyy-MM");
        if (months.at(-1)?.key !== key) {
            const label = moment.toLocaleString({ year: "numeric", month: "long" });
            months.push({ key, label, entries: [] });
        }
        months.at(-1).entries.push(entry);
    }
    return months;
}
