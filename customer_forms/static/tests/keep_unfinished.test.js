import { describe, expect, test } from "@odoo/hoot";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { contains, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { setupInteractionWhiteList, startInteractions } from "@web/../tests/public/helpers";
import { KeepUnfinished, PAUSE, RETRY } from "@customer_forms/interactions/drafts/keep_unfinished";
import { BEFORE_SEND, SECTION_SHOWN, SENT } from "@customer_forms/interactions/page_events";
import { keptFiles, showFiles } from "@customer_forms/interactions/drafts/kept_files";

setupInteractionWhiteList("customer_forms.keep_unfinished");
describe.current.tags("interaction_dev");

const FILE = `
    <li class="o_customer_forms_kept_file" data-size="3">
        <input type="checkbox" checked name="_draft_file:photo" value="7" />
        <span class="o_customer_forms_file_name">licence.png</span>
        <button type="button" class="d-none o_customer_forms_remove_file">Remove</button>
    </li>`;

function pageWith(more = "") {
    return `
        <form class="o_customer_forms_form" action="/forms/test" data-draft-url="/forms/test/draft">
            <div class="o_customer_forms_field" data-key="who" data-type="text"><input name="who"/></div>
            <div class="o_customer_forms_field" data-key="photo" data-type="attachment">
                <ul class="o_customer_forms_kept_files">${FILE}</ul><template>${FILE}</template>
                <input type="file" name="photo"/>
            </div>
            ${more}
            <button type="submit" class="o_customer_forms_leave">Later</button>
            <span class="o_customer_forms_saved"></span>
            <div class="o_customer_forms_saved_news"></div>
        </form>`;
}

/** Notes what is sent, and answers it. */
function answering(...answers) {
    patchWithCleanup(KeepUnfinished.prototype, {
        async post(url, body) {
            expect.step(`${url} ${body.get("who")} ${body.get("_sequence")}`);
            const answer = answers.length > 1 ? answers.shift() : answers[0];
            if (answer instanceof Error) {
                throw answer;
            }
            return answer;
        },
    });
}

const SAVED = { saved: 1_767_225_600_000 };

async function start(page = pageWith()) {
    await startInteractions(page);
    return document.querySelector("form");
}

test("a pause of typing saves, nothing before does", async () => {
    answering(SAVED);
    const formEl = await start();
    formEl.dispatchEvent(new CustomEvent(SECTION_SHOWN, { detail: { index: 1 } }));
    await advanceTime(PAUSE * 2);
    expect.verifySteps([]);
    await contains("[name=who]").edit("Ann", { confirm: false });
    await advanceTime(PAUSE - 100);
    expect.verifySteps([]);
    await advanceTime(200);
    await animationFrame();
    expect.verifySteps(["/forms/test/draft Ann 1"]);
    expect(".o_customer_forms_saved").toHaveText(/^Saved \d/);
    expect(formEl.dataset.saved).toBe("1");
    await contains("[name=who]").edit("Anna", { confirm: false });
    expect(formEl.dataset.saved).toBe(undefined);
});

test("another section saves at once", async () => {
    answering(SAVED);
    const formEl = await start();
    await contains("[name=who]").edit("Ann", { confirm: false });
    formEl.dispatchEvent(new CustomEvent(SECTION_SHOWN, { detail: { index: 1 } }));
    await animationFrame();
    expect.verifySteps(["/forms/test/draft Ann 1"]);
});

test("nothing goes out before what must be agreed to is", async () => {
    answering(SAVED);
    await start(
        pageWith(`<div class="o_customer_forms_field" data-key="agree" data-type="consent">
            <input type="checkbox" name="agree" required/></div>`)
    );
    await contains("[name=who]").edit("Ann", { confirm: false });
    await advanceTime(PAUSE * 2);
    expect.verifySteps([]);
    await contains("[name=agree]").click();
    await advanceTime(PAUSE);
    await animationFrame();
    expect.verifySteps(["/forms/test/draft Ann 1"]);
});

test("without a connection it says so, and tries again", async () => {
    answering(new Error("offline"), SAVED);
    await start();
    await contains("[name=who]").edit("Ann", { confirm: false });
    await advanceTime(PAUSE);
    await animationFrame();
    expect(".o_customer_forms_saved").toHaveText("Not saved: no connection");
    await advanceTime(RETRY);
    await animationFrame();
    expect(".o_customer_forms_saved").toHaveText(/^Saved/);
    expect.verifySteps(["/forms/test/draft Ann 1", "/forms/test/draft Ann 2"]);
});

test("what was submitted is not saved any more", async () => {
    answering({ why: "done", message: "Submitted already." });
    const formEl = await start();
    await contains("[name=who]").edit("Ann", { confirm: false });
    await advanceTime(PAUSE);
    await animationFrame();
    expect(".o_customer_forms_saved").toHaveText("Submitted already.");
    await contains("[name=who]").edit("Anna", { confirm: false });
    await advanceTime(PAUSE);
    expect.verifySteps(["/forms/test/draft Ann 1"]);
    formEl.dispatchEvent(new CustomEvent(SENT, { detail: {} }));
});

test("sending the form waits for what is under way", async () => {
    let finish;
    patchWithCleanup(KeepUnfinished.prototype, {
        post: () => new Promise((resolve) => (finish = resolve)),
    });
    const formEl = await start();
    await contains("[name=who]").edit("Ann", { confirm: false });
    await advanceTime(PAUSE);
    const awaited = [];
    formEl.dispatchEvent(
        new CustomEvent(BEFORE_SEND, { detail: { waitUntil: (each) => awaited.push(each) } })
    );
    let isDone = false;
    Promise.all(awaited).then(() => (isDone = true));
    await animationFrame();
    expect(isDone).toBe(false);
    finish(SAVED);
    await animationFrame();
    await animationFrame();
    expect(isDone).toBe(true);
});

test("what is left when the page goes away is sent by the browser", async () => {
    patchWithCleanup(navigator, {
        sendBeacon: (url, body) => expect.step(`${url} ${body.get("who")}`),
    });
    await start();
    window.dispatchEvent(new Event("pagehide"));
    expect.verifySteps([]);
    await contains("[name=who]").edit("Ann", { confirm: false });
    window.dispatchEvent(new Event("pagehide"));
    expect.verifySteps(["/forms/test/draft Ann"]);
});

test("kept files are named, removed and shown", async () => {
    answering(SAVED);
    await start();
    const fieldEl = document.querySelector("[data-key=photo]");
    expect(keptFiles(fieldEl)).toEqual([{ name: "licence.png", size: 3 }]);
    showFiles(fieldEl, [
        { id: 7, name: "licence.png", size: 3 },
        { id: 8, name: "b.png", size: 4 },
    ]);
    expect("ul li").toHaveCount(2);
    expect("ul li:last-child input").toHaveAttribute("name", "_draft_file:photo");
    await contains("ul li:first-child button").click();
    expect("ul li").toHaveCount(1);
    expect(keptFiles(fieldEl)).toEqual([{ name: "b.png", size: 4 }]);
});

test("KeepUnfinished is for pages that keep", () => {
    expect(KeepUnfinished.selector).toInclude("data-draft-url");
});
