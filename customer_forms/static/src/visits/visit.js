/** Longer without a key or a click, nobody is there. */
const MAX_STILL = 60_000;

/**
 * What happens on one page, without page and clock: how long each question has the
 * visitor's attention, how often it was wrong, and how far he came.
 */
export class Visit {
    /** @param {number} now milliseconds */
    constructor(now) {
        this.openedAt = now;
        this.started = 0; // seconds until the first answer, 0 before it
        this.section = 0;
        this.last = null; // the question that has his attention
        this.since = null;
        this.questions = {};
    }

    questionOf(key) {
        return (this.questions[key] ||= { isSeen: false, errors: 0, milliseconds: 0 });
    }

    /**
     * @param {number} section its place on the page
     * @param {string[]} keys of the questions in it that apply
     */
    show(section, keys) {
        this.section = Math.max(this.section, section);
        for (const key of keys) {
            this.questionOf(key).isSeen = true;
        }
    }

    /** A question has the visitor's attention from now on. */
    attend(key, now) {
        this.rest(now);
        this.questionOf(key).isSeen = true;
        this.last = key;
        this.since = now;
    }

    /** He still is at it. */
    goOn(now) {
        this.rest(now);
        this.since = now;
    }

    /** He looks elsewhere. */
    rest(now) {
        if (this.since !== null) {
            const passed = Math.min(Math.max(now - this.since, 0), MAX_STILL);
            this.questionOf(this.last).milliseconds += passed;
        }
        this.since = null;
    }

    /** Something was answered; true the first time. */
    answer(now) {
        const isFirst = !this.started;
        this.started ||= Math.max(Math.round((now - this.openedAt) / 1000), 1);
        return isFirst;
    }

    /** Errors were shown at questions. */
    wrong(keys) {
        for (const key of new Set(keys)) {
            this.questionOf(key).errors += 1;
        }
    }
}
