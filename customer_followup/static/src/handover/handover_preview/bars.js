/**
 * How wide the bars of the receivers are: what each has, and what comes to it.
 *
 * @param {Array<{id: number, name: string, before: number, after: number}>} receivers
 * @returns {Array} the same with `gets`, and `has` and `more` in percent of the longest bar
 */
export function bars(receivers) {
    const longest = Math.max(1, ...receivers.map((each) => each.after));
    return receivers.map((each) => ({
        ...each,
        gets: each.after - each.before,
        has: (100 * each.before) / longest,
        more: (100 * (each.after - each.before)) / longest,
    }));
}
