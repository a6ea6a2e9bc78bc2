/** Words of `tools/vagueness.py`; a test compares the two lists. */
const SAYING_NOTHING = new Set([
    "na",
    "none",
    "nil",
    "null",
    "nothing",
    "idk",
    "dontknow",
    "idontknow",
    "notsure",
    "unknown",
    "whatever",
    "anything",
    "tbd",
    "tba",
    "asabove",
    "test",
    "testing",
    "asdf",
    "qwerty",
    "blah",
    "dunno",
    "无",
    "没有",
    "没",
    "暂无",
    "暂时没有",
    "不知道",
    "不清楚",
    "不详",
    "未知",
    "待定",
    "未定",
    "随便",
    "都行",
    "都可以",
    "看情况",
    "再说",
    "以后再说",
    "同上",
    "同前",
    "略",
    "保密",
    "不方便",
    "不便透露",
    "测试",
    "嗯",
    "哦",
]);
const NEITHER_LETTER_NOR_DIGIT = /[^\p{L}\p{N}]/gu;
const REPEATED = /^([^\d])\1{2,}$/u;

/**
 * Whether a text that had to be given says nothing.
 *
 * @param {string} text an answer
 * @returns {boolean}
 */
export function isVague(text) {
    const plain = text.normalize("NFKC").toLowerCase().replace(NEITHER_LETTER_NOR_DIGIT, "");
    return !plain || SAYING_NOTHING.has(plain) || REPEATED.test(plain);
}
