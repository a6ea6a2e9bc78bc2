import { halfwidth } from "./text";

const without = (pattern) => (text) => halfwidth(text).toUpperCase().replaceAll(pattern, "");

const POSTCODE =
    /^(?:0[1-7]|1[0-356]|2[0-7]|3[0-6]|4[0-7]|5[1-7]|6[1-7]|7[0-5]|8[013-6])[0-9]{4}$/;
const PLATE =
    /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z](?:[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])$/;

/** Ready formats of text answers, as in `customer_forms/rules/formats.py`. */
export const FORMATS = {
    letters: { pattern: /^[A-Za-z]+$/, tidy: halfwidth },
    digits: { pattern: /^[0-9]+$/, tidy: halfwidth },
    letters_digits: { pattern: /^[A-Za-z0-9]+$/, tidy: halfwidth },
    capitals_digits: { pattern: /^[A-Z0-9]+$/, tidy: halfwidth },
    chinese: { pattern: /^[\p{Script=Han}·]+$/u, tidy: halfwidth },
    chinese_letters: { pattern: /^[\p{Script=Han}·A-Za-z]+$/u, tidy: halfwidth },
    postcode: { pattern: POSTCODE, tidy: without(/\s/g) },
    plate: { pattern: PLATE, tidy: without(/[\s·•.-]/g) },
};
