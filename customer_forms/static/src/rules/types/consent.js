import { Invalid, clean } from "../text";
import { base } from "./base";

export const consent = {
    ...base,
    requiredCode: "required_consent",
    parse(raw) {
        const typed = clean(raw);
        if (typed && typed !== "yes") {
            throw new Invalid("unknown_option");
        }
        return typed ? true : null;
    },
};
