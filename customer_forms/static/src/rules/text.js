/** A value that breaks a rule: message code and what the message says about the value. */
export class Invalid extends Error {
    constructor(code, params = {}) {
        super(code);
        this.code = code;
        this.params = params;
    }
}

// Control characters but tab and line end, signs that turn the direction of what follows,
// halves of characters.
const UNREADABLE =
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/u;

/** Text as typed, trimmed, in Unicode NFC, with line ends as "\n". */
export function clean(raw) {
    if (raw === undefined || raw === null) {
        return "";
    }
    if (typeof raw !== "string") {
        throw new Invalid("not_text");
    }
    const text = raw.normalize("NFC").replaceAll("\r\n", "\n").replaceAll("\r", "\n");
    if (UNREADABLE.test(text)) {
        throw new Invalid("not_text");
    }
    return text.replaceAll("\ufeff", "").trim();
}

/** Full-width digits and signs, as Chinese input methods produce them, as plain ones. */
export function halfwidth(text) {
    return text.normalize("NFKC");
}

/** Number of characters as Python counts them. */
export function length(text) {
    return [...text].length;
}
