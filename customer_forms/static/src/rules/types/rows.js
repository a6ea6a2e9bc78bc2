import { Invalid } from "../text";
import { base } from "./base";

const MAX_ROWS = 200;
const limitOf = (field) => Math.min(field.max_rows || MAX_ROWS, MAX_ROWS);
const isRow = (row) => typeof row === "object" && row !== null && !Array.isArray(row);

/** The rows of a repeating section, each an object of answers. */
export const rows = {
    ...base,
    hasRows: true,

    /** The rows as posted, for the engine to read one by one. */
    parse(raw, field) {
        if (raw === null || raw === "") {
            return null;
        }
        if (!Array.isArray(raw) || !raw.every(isRow)) {
            throw new Invalid("not_rows");
        }
        if (raw.length > MAX_ROWS) {
            throw new Invalid("too_many_rows", { max: limitOf(field), count: raw.length });
        }
        return raw;
    },

    check(value, field) {
        const broken = [];
        const count = value.length;
        if (count < (field.min_rows || 0)) {
            broken.push(new Invalid("too_few_rows", { min: field.min_rows, count }));
        }
        if (count > limitOf(field)) {
            broken.push(new Invalid("too_many_rows", { max: limitOf(field), count }));
        }
        return broken;
    },

    missing: (field) => new Invalid("too_few_rows", { min: field.min_rows || 1, count: 0 }),
};
