import { describe, expect, test } from "@odoo/hoot";
import { readDay, readMoment } from "@customer_forms/entry/entry_days";
import { actionOf, pacePerHour } from "@customer_forms/entry/entry_keys";

describe.current.tags("headless");

const TEXT = { kind: "text", isText: true };
const LONG = { kind: "longtext", isText: true };
const RADIO = { kind: "radio", options: 12 };
const LIST = { kind: "select", options: 12, isList: true };
const KEYS = [
    // what is pressed, where, what it does
    [{ key: "Enter" }, TEXT, "next"],
    [{ key: "Enter" }, LONG, "next"],
    [{ key: "Enter", shiftKey: true }, TEXT, "previous"],
    [{ key: "Enter", ctrlKey: true }, LONG, "save"],
    [{ key: "Enter", metaKey: true }, {}, "save"],
    [{ key: "Enter", altKey: true }, LONG, "newline"],
    [{ key: "Enter", altKey: true }, TEXT, "row"],
    [{ key: "Enter", isComposing: true }, TEXT, null],
    [{ key: "1", isComposing: true }, RADIO, null],
    [{ key: "1" }, TEXT, null],
    [{ key: "1" }, RADIO, "pick:0"],
    [{ key: "9" }, RADIO, "pick:8"],
    [{ key: "a" }, RADIO, "pick:9"],
    [{ key: "C" }, RADIO, "pick:11"],
    [{ key: "d" }, RADIO, null], // there is no thirteenth option
    [{ key: "0" }, RADIO, "pick:none"],
    [{ key: "3" }, LIST, "pick:2"],
    [{ key: "a" }, LIST, null], // the browser looks for names with an "a"
    [{ key: "1" }, {}, null],
    [{ key: "1", ctrlKey: true }, RADIO, null],
    [{ key: "Tab" }, RADIO, null],
    [{ key: "π", code: "KeyP", altKey: true }, TEXT, "pin"],
    [{ key: "s", code: "KeyS", altKey: true }, RADIO, "sheet"],
    [{ key: "v", code: "KeyV", altKey: true }, {}, "version"],
    [{ key: "@", code: "KeyV", altKey: true, ctrlKey: true }, TEXT, null], // AltGr writes
    [{ key: "?" }, RADIO, "help"],
    [{ key: "?" }, TEXT, null],
    [{ key: "F1" }, TEXT, "help"],
];

for (const [ev, where, action] of KEYS) {
    test(`${JSON.stringify(ev)} in ${where.kind || "the page"}: ${action}`, () => {
        expect(actionOf(ev, where)).toBe(action);
    });
}

const DAYS = [
    ["20261105", "2026-11-05"],
    ["２０２６１１０５", "2026-11-05"],
    ["261105", "2026-11-05"],
    ["850305", "1985-03-05"],
    ["1105", "2026-11-05"],
    ["2026-11-5", "2026-11-05"],
    ["26/11/5", "2026-11-05"],
    ["2026年11月5日", "2026-11-05"],
    ["11月5日", "2026-11-05"],
    [".", "2026-11-22"],
    ["今天", "2026-11-22"],
    ["20261131", "20261131"], // no such day: the rules say so
    ["soon", "soon"],
    ["", ""],
];

for (const [typed, read] of DAYS) {
    test(`the day "${typed}" is read as "${read}"`, () => {
        expect(readDay(typed, "2026-11-22", false)).toBe(read);
    });
}

test("a day without its year is read in the order of the language", () => {
    expect(readDay("5/11", "2026-11-22", false)).toBe("2026-11-05");
    expect(readDay("5/11", "2026-11-22", true)).toBe("2026-05-11");
});

const MOMENTS = [
    ["1105 930", "2026-11-05T09:30"],
    ["20261105 0930", "2026-11-05T09:30"],
    ["11月5日 9:30", "2026-11-05T09:30"],
    ["2026-11-05T14:05", "2026-11-05T14:05"],
    [". 9", "2026-11-22T09:00"],
    ["1105 2530", "1105 2530"],
    ["tomorrow 9:00", "tomorrow 9:00"],
    ["1105", "1105"],
];

for (const [typed, read] of MOMENTS) {
    test(`the moment "${typed}" is read as "${read}"`, () => {
        expect(readMoment(typed, "2026-11-22", false)).toBe(read);
    });
}

test("the pace is told when there is one", () => {
    const hour = 3600000;
    expect(pacePerHour(1, 0, hour)).toBe(0);
    expect(pacePerHour(30, 0, hour / 2)).toBe(60);
    expect(pacePerHour(5, hour, hour)).toBe(0);
});
