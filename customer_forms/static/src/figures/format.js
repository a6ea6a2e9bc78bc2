import { _t } from "@web/core/l10n/translation";

/** Figures as a person reads them; a dash where there is nothing to count. */
export const NOTHING = "–";

/** @param {number|null} share between 0 and 1 */
export function percent(share) {
    return share === null ? NOTHING : `${Math.round(share * 100)} %`;
}

/** @param {number|null} seconds */
export function duration(seconds) {
    if (seconds === null) {
        return NOTHING;
    }
    const whole = Math.round(seconds);
    if (whole < 60) {
        return _t("%(seconds)s s", { seconds: whole });
    }
    const minutes = Math.floor(whole / 60);
    if (minutes < 60) {
        return _t("%(minutes)s min %(seconds)s s", { minutes, seconds: whole % 60 });
    }
    return _t("%(hours)s h %(minutes)s min", {
        hours: Math.floor(minutes / 60),
        minutes: minutes % 60,
    });
}

/** A part of a whole as the width of a bar, in percent. */
export function width(part, whole) {
    return whole ? Math.round((part / whole) * 1000) / 10 : 0;
}

/**
 * The steps of a form from opening to sending, each with those who came so far.
 *
 * @param {Object} figures as `customer.form.read_figures` gives them
 * @returns {{label: string, count: number, width: number, lost: number}[]}
 */
export function funnelSteps({ totals, sections }) {
    const steps = [
        { label: _t("Opened"), count: totals.opened },
        { label: _t("Started"), count: totals.started },
        ...sections.slice(1).map(({ title, reached }) => ({ label: title, count: reached })),
        { label: _t("Submitted"), count: totals.finished },
    ];
    return steps.map((step, place) => ({
        ...step,
        width: width(step.count, totals.opened),
        lost: place ? Math.max(steps[place - 1].count - step.count, 0) : 0,
    }));
}

/** First and last day of the last days, as the server takes them. */
export function lastDays(days, today = luxon.DateTime.local()) {
    return { since: today.minus({ days: days - 1 }).toISODate(), until: today.toISODate() };
}
