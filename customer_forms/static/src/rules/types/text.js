import { FORMATS } from "../formats";
import { Invalid, clean, length } from "../text";
import { base } from "./base";

/** A pattern only Python understands is left to the server. */
function fullMatch(pattern, value) {
    try {
        return new RegExp(`^(?:${pattern})$`, "u").test(value);
    } catch {
        return true;
    }
}

export const text = {
    ...base,
    defaultMaxLength: 255,
    hasLines: false,

    parse(raw, field) {
        let value = clean(raw);
        if (value.includes("\n") && !this.hasLines) {
            throw new Invalid("not_text");
        }
        if (field.format in FORMATS) {
            value = FORMATS[field.format].tidy(value);
        }
        // What only warns has a limit all the same.
        const max = this.limit(field);
        if (length(value) > Math.max(max, this.defaultMaxLength)) {
            throw new Invalid("too_long", { max, length: length(value) });
        }
        return value || null;
    },

    check(value, field) {
        const max = this.limit(field);
        const min = field.min_length || 0;
        const broken = [];
        if (length(value) > max) {
            return [new Invalid("too_long", { max, length: length(value) })];
        }
        if (length(value) < min) {
            broken.push(new Invalid("too_short", { min, length: length(value) }));
        }
        if (field.format in FORMATS && !FORMATS[field.format].pattern.test(value)) {
            broken.push(new Invalid(`format_${field.format}`));
        }
        if (field.pattern && !fullMatch(field.pattern, value)) {
            broken.push(new Invalid("pattern"));
        }
        return broken;
    },

    limit(field) {
        return field.max_length || this.defaultMaxLength;
    },
};

export const longtext = { ...text, defaultMaxLength: 5000, hasLines: true };
