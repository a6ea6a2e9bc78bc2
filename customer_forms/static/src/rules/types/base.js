import { clean } from "../text";

/** What every type has; a type overrides what differs. */
export const base = {
    requiredCode: "required",

    /** The value that is kept, or null when nothing was answered. Throws Invalid. */
    parse(raw, field) {
        return clean(raw) || null;
    },

    /** Invalid[]: the limits of the field that the value breaks. */
    check(value, field) {
        return [];
    },
};
