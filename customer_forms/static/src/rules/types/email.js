import { Invalid, clean, halfwidth, length } from "../text";
import { base } from "./base";

const ADDRESS =
    /^[^\s@<>(),;:"[\]]{1,64}@(?:[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9\u0080-\uffff-]{0,61}[A-Za-z0-9\u0080-\uffff])?\.)+[A-Za-z\u0080-\uffff]{2,63}$/u;
const MAX_LENGTH = 254;

export const email = {
    ...base,
    parse(raw) {
        const typed = halfwidth(clean(raw));
        if (!typed) {
            return null;
        }
        if (length(typed) > MAX_LENGTH || typed.includes("..") || !ADDRESS.test(typed)) {
            throw new Invalid("not_an_email");
        }
        const at = typed.lastIndexOf("@");
        return typed.slice(0, at) + typed.slice(at).toLowerCase();
    },
};
