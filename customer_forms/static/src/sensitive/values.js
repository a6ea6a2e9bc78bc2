/** Whether a text is a mask: nobody's name or number has a star. */
export function isMask(text) {
    return String(text || "").includes("*");
}

/** A kept value as people write it: mobiles of mainland China without country code. */
export function readable(sensitivity, text) {
    const mobile = sensitivity === "phone" && /^\+86(1[0-9]{10})$/.exec(text);
    return mobile ? mobile[1] : text;
}

/**
 * What calls or writes to somebody.
 *
 * @returns {string} an address for a link, "" for what is no number or mailbox
 */
export function linkTo(sensitivity, text) {
    if (!text || isMask(text)) {
        return "";
    }
    if (sensitivity === "phone") {
        return `tel:${text.replace(/\s+/g, "")}`;
    }
    return sensitivity === "email" ? `mailto:${text}` : "";
}
