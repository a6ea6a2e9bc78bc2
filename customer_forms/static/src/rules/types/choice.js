import { Invalid, clean } from "../text";
import { base } from "./base";

function isOption(field, key) {
    return field.options.some((option) => option.key === key);
}

export const select = {
    ...base,
    requiredCode: "required_choice",
    parse(raw, field) {
        const key = clean(raw);
        if (key && !isOption(field, key)) {
            throw new Invalid("unknown_option");
        }
        return key || null;
    },
};

export const radio = select;

export const multi = {
    ...base,
    requiredCode: "required_choice",
    parse(raw, field) {
        const keys = typeof raw === "string" ? [raw] : raw ?? [];
        if (!Array.isArray(keys)) {
            throw new Invalid("not_text");
        }
        const picked = [...new Set(keys.map(clean))].filter(Boolean);
        if (picked.some((key) => !isOption(field, key))) {
            throw new Invalid("unknown_option");
        }
        return picked.length ? picked : null;
    },
    check(value, { min_choices: min, max_choices: max }) {
        const broken = [];
        const count = value.length;
        if (min && count < min) {
            broken.push(new Invalid("too_few_choices", { min, count }));
        }
        if (max && count > max) {
            broken.push(new Invalid("too_many_choices", { max, count }));
        }
        return broken;
    },
};
