/**
 * The days on which people usually call again.
 *
 * @param {luxon.DateTime} today
 * @returns {{ key: string, date: luxon.DateTime }[]}
 */
export function quickDates(today) {
    return [
        { key: "tomorrow", date: today.plus({ days: 1 }) },
        { key: "in_3_days", date: today.plus({ days: 3 }) },
        { key: "monday", date: today.plus({ days: 8 - today.weekday }) },
        { key: "in_2_weeks", date: today.plus({ weeks: 2 }) },
    ];
}
