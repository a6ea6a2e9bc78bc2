/** Days as text ("2026-03-01") and as numbers for a slider. */

const DAY = 24 * 60 * 60 * 1000;

export function dayNumber(day) {
    const [year, month, date] = day.split("-").map(Number);
    return Math.round(Date.UTC(year, month - 1, date) / DAY);
}

export function dayText(number) {
    return new Date(number * DAY).toISOString().slice(0, 10);
}
