import { describe, expect, test } from "@odoo/hoot";
import { advanceTime, mockSendBeacon } from "@odoo/hoot-mock";
import { contains, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupInteractionWhiteList, startInteractions } from "@web/../tests/public/helpers";
import { REFUSED, SECTION_SHOWN, SENT, tell } from "@customer_forms/interactions/page_events";
import { packed } from "@customer_forms/visits/facts";
import { Visit } from "@customer_forms/visits/visit";
import { VisitReporter } from "@customer_forms/visits/visit_reporter";

setupInteractionWhiteList("customer_forms.visit_reporter");
describe.current.tags("interaction_dev");

const SEEN = 1;
const ANSWERED = 2;
const ERROR = 16;
const TENTH = 256;

test("a fact is one number, the later the greater", () => {
    const question = { isSeen: true, isAnswered: false, applies: true, errors: 0 };
    const cases = [
        [{ isSeen: false }, 0],
        [{ milliseconds: 0 }, SEEN],
        [{ milliseconds: 1240, isAnswered: true }, 12 * TENTH + SEEN + ANSWERED],
        [{ milliseconds: 0, applies: false }, SEEN + 4],
        [{ milliseconds: 0, errors: 2 }, 2 * ERROR + SEEN],
        [{ milliseconds: 1e9, errors: 99 }, 18000 * TENTH + 15 * ERROR + SEEN],
    ];
    for (const [said, expected] of cases) {
        expect(packed({ ...question, ...said })).toBe(expected);
    }
});

test("attention goes from question to question and ends when nobody is there", () => {
    const visit = new Visit(1000);
    visit.attend("a", 2000);
    visit.attend("b", 5000);
    visit.rest(6000); // looks elsewhere
    visit.goOn(60_000);
    visit.goOn(62_000);
    visit.goOn(700_000); // went away without a word
    expect(visit.questions.a.milliseconds).toBe(3000);
    expect(visit.questions.b.milliseconds).toBe(1000 + 2000 + 60_000);
    expect(visit.answer(62_000)).toBe(true);
    expect(visit.answer(90_000)).toBe(false);
    expect(visit.started).toBe(61);
});

const PAGE = (attributes = "", sectionAttributes = "") => `
    <form class="o_customer_forms_form" action="/en/forms/test?x=1" ${attributes}>
        <input type="hidden" name="_opening" value="signed"/>
        <input type="hidden" name="_uuid" value="u-1"/>
        <input type="hidden" name="_version" value="3"/>
        <fieldset class="o_customer_forms_section" ${sectionAttributes}>
            <div class="o_customer_forms_field" data-key="who"><input name="who"/></div>
            <div class="o_customer_forms_field d-none" data-key="why"><input name="why"/></div>
        </fieldset>
        <fieldset class="o_customer_forms_section d-none" ${sectionAttributes}>
            <div class="o_customer_forms_rows" data-key="cars">
                <div class="o_customer_forms_field" data-key="cars:0:plate"><input name="cars:0:plate"/></div>
            </div>
        </fieldset>
    </form>`;

async function start(page = PAGE()) {
    const reports = [];
    mockSendBeacon((url, body) => {
        reports.push({ url: new URL(url, window.location.href).pathname, ...JSON.parse(body) });
        return true;
    });
    await startInteractions(page);
    await advanceTime(1);
    return reports;
}

const form = () => document.querySelector(".o_customer_forms_form");

test("an opened page is reported, to the form without the language", async () => {
    const [report, ...more] = await start();
    expect(more).toEqual([]);
    expect(report.url).toBe("/forms/test/visit");
    expect(report).toMatchObject({
        opening: "signed",
        uuid: "u-1",
        version: "3",
        started: 0,
        section: 0,
        last: "who",
        facts: { why: 0, cars: 0 },
    });
    expect(report.facts.who % TENTH).toBe(SEEN);
});

test("the first answer, a section and what is wrong are reported", async () => {
    const reports = await start();
    await contains("[name=who]").edit("Ann", { confirm: false });
    expect(reports.at(-1).started).toBeGreaterThan(0);
    expect(reports.at(-1).facts.who % TENTH).toBe(SEEN + ANSWERED);
    tell(form(), REFUSED, { errors: { who: ["No."], "cars:0:plate": ["No."] } });
    expect(reports.at(-1).facts.who % TENTH).toBe(SEEN + ANSWERED + ERROR);
    tell(form(), SECTION_SHOWN, { index: 1 });
    expect(reports.at(-1)).toMatchObject({ section: 1, last: "cars" });
    expect(reports.at(-1).facts.cars % TENTH).toBe(SEEN + ERROR);
});

test("what is shown wrong beside its field counts", async () => {
    const reports = await start();
    document.querySelector("[name=who]").setAttribute("aria-invalid", "true");
    await contains("[name=who]").edit("x", { confirm: "blur" });
    await advanceTime(1);
    tell(form(), SECTION_SHOWN, { index: 0 });
    expect(reports.at(-1).facts.who % TENTH).toBe(SEEN + ANSWERED + ERROR);
});

test("attention is measured in tenths of seconds", async () => {
    let now = 5000;
    patchWithCleanup(VisitReporter.prototype, {
        get now() {
            return now;
        },
    });
    const reports = await start();
    await contains("[name=who]").focus();
    now += 2300;
    tell(form(), SECTION_SHOWN, { index: 1 });
    expect(Math.floor(reports.at(-1).facts.who / TENTH)).toBe(23);
});

test("who leaves is reported", async () => {
    const reports = await start();
    await contains("[name=who]").edit("Ann", { confirm: false });
    await contains("[name=who]").edit("Bo", { confirm: false });
    const before = reports.length;
    document.querySelector("[name=who]").value = "";
    window.dispatchEvent(new Event("pagehide"));
    expect(reports).toHaveLength(before + 1);
});

test("what was sent is reported once it has arrived, and nothing after it", async () => {
    const reports = await start();
    await contains("[name=who]").edit("Ann", { confirm: false });
    tell(form(), REFUSED, { errors: { who: ["No."] } });
    tell(form(), SENT);
    expect(reports.at(-1).facts.who % TENTH).toBe(SEEN + ANSWERED + ERROR);
    const before = reports.length;
    await contains("[name=who]").edit("Bo", { confirm: false });
    window.dispatchEvent(new Event("pagehide"));
    expect(reports).toHaveLength(before);
});

test("trying a form out is no visit", async () => {
    expect(await start(PAGE('data-try="empty"'))).toEqual([]);
});

test("looking at an old version is no visit", async () => {
    expect(await start(PAGE("", "disabled"))).toEqual([]);
});
