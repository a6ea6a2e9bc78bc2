/**
 * Translated texts, `{language: text}`.
 *
 * A text in a single language belongs to the main language, the one the person works in:
 * whatever language it was stored under, it is read and changed in place there. In every
 * other language, a text is a translation, added beside it.
 */

const SOURCE_LANG = "en_US";

/** @returns {string} the text in `lang`, else in English, else any */
export function textIn(texts, lang) {
    return texts?.[lang] || texts?.[SOURCE_LANG] || Object.values(texts || {})[0] || "";
}

/** @returns {string} what the input of `lang` holds: nothing where a translation lacks */
export function ownText(texts, lang, mainLang) {
    return lang === mainLang ? textIn(texts, lang) : texts?.[lang] || "";
}

/** @returns {boolean} whether there is a text, but none of its own in `lang` */
export function lacksTranslation(texts, lang, mainLang) {
    return lang !== mainLang && !texts?.[lang] && Boolean(textIn(texts, lang));
}

/** @returns {Object} the texts with that of `lang` changed; without it when it is empty */
export function withText(texts, lang, mainLang, text) {
    const present = Object.entries(texts || {}).filter(([, each]) => each);
    const isSingle = present.length <= 1;
    let changed;
    if (lang === mainLang) {
        const stored = isSingle && present.length ? present[0][0] : lang;
        changed = { ...texts, [stored]: text };
    } else {
        const single = isSingle && present[0]?.[0] !== lang ? present[0]?.[1] : undefined;
        const main = single ? { [mainLang]: single } : texts;
        changed = { ...main, [lang]: text };
    }
    return Object.fromEntries(Object.entries(changed).filter(([, each]) => each));
}
