import { Invalid, clean, length } from "../text";
import { base } from "./base";

function checkText(value, field, defaultMaxLength) {
    const broken = [];
    const limit = field.max_length || defaultMaxLength;
    if (length(value) > limit) {
        broken.push(new Invalid("too_long", { max: limit, length: length(value) }));
    } else if (field.pattern && !fullMatch(field.pattern, value)) {
        broken.push(new Invalid("pattern"));
    }
    return broken;
}

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
    parse(raw) {
        const value = clean(raw) || null;
        if (value?.includes("\n")) {
            throw new Invalid("not_text");
        }
        return value;
    },
    check: (value, field) => checkText(value, field, 255),
};

export const longtext = {
    ...base,
    check: (value, field) => checkText(value, field, 5000),
};
