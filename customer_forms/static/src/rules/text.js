/** A value that breaks a rule: message code and what the message says about the value. */
export class Invalid extends Error {
    constructor(code, params = {}) {
        super(code);
        this.code = code;
        this.params = params;
    }
}

/** Text as typed, trimmed, in Unicode NFC, with line ends as "\n". */
export function clean(raw) {
    if (raw === undefined || raw === null) {
        return "";
    }
    if (typeof raw !== "string" || raw.includes("\u0000")) {
        throw new Invalid("not_text");
    }
    return raw.normalize("NFC").replaceAll("\r\n", "\n").trim();
}

/** Full-width digits and signs, as Chinese input methods produce them, as plain ones. */
export function halfwidth(text) {
    return text.normalize("NFKC");
}

/** Number of characters as Python counts them. */
export function length(text) {
    return [...text].length;
}

/** The label in a language, else in English, else any. */
export function localised(labels, lang) {
    return labels[lang] || labels.en_US || Object.values(labels)[0] || "";
}
