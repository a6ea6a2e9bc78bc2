/** What a visit says of one question, in one number: see tools/visit_facts.py. */
export const SEEN = 1;
export const ANSWERED = 2;
export const GONE = 4;
const ERRORS = 16;
const TIME = 256;
const MAX_ERRORS = 15;
const MAX_TENTHS = 18000;

/**
 * @param {{isSeen: boolean, isAnswered: boolean, applies: boolean, errors: number,
 *  milliseconds: number}} question
 * @returns {number} 0 of a question that was never shown
 */
export function packed({ isSeen, isAnswered, applies, errors, milliseconds }) {
    if (!isSeen) {
        return 0;
    }
    const tenths = Math.min(Math.round(milliseconds / 100), MAX_TENTHS);
    const flags = SEEN + (isAnswered ? ANSWERED : 0) + (applies ? 0 : GONE);
    return tenths * TIME + Math.min(errors, MAX_ERRORS) * ERRORS + flags;
}
