import { Invalid, clean } from "../text";

/** What every type has; a type overrides what differs. */
export const base = {
    requiredCode: "required",
    hasRows: false,
    isNumber: false,

    /** The value that is kept, or null when nothing was answered. Throws Invalid. */
    parse(raw, field) {
        return clean(raw) || null;
    },

    /** Invalid[]: the limits of the field that the value breaks. */
    check(value, field, today) {
        return [];
    },

    /** The Invalid for a required question without an answer. */
    missing() {
        return new Invalid(this.requiredCode);
    },

    /** The value as a rule compares it with a number or a day. */
    comparable(value, field) {
        return value;
    },
};
