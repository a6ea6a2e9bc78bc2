import { Invalid, clean, halfwidth, length } from "../text";
import { base } from "./base";

const ADDRESS =
    /^https?:\/\/(?:[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9\u0080-\uffff-]{0,61}[A-Za-z0-9\u0080-\uffff])?\.)+[A-Za-z\u0080-\uffff]{2,63}(?::[0-9]{1,5})?(?:[/?#][^\s<>"]*)?$/u;
const MAX_LENGTH = 2000;

export const url = {
    ...base,
    parse(raw) {
        let typed = halfwidth(clean(raw));
        if (!typed) {
            return null;
        }
        if (!/^https?:\/\//i.test(typed)) {
            typed = `https://${typed}`;
        }
        typed = typed.replace(/^https?/i, (scheme) => scheme.toLowerCase());
        if (length(typed) > MAX_LENGTH || !ADDRESS.test(typed)) {
            throw new Invalid("not_a_url");
        }
        return typed;
    },
};
