import { describe, expect, test } from "@odoo/hoot";
import { queryOne } from "@odoo/hoot-dom";
import { setupInteractionWhiteList, startInteractions } from "@web/../tests/public/helpers";
import { solve } from "@customer_forms/interactions/browser_work";
import { BEFORE_SEND, tell } from "@customer_forms/interactions/page_events";
import { hasher, hex, zeroBits } from "@customer_forms/interactions/sha256";

setupInteractionWhiteList("customer_forms.browser_work");
describe.current.tags("interaction_dev");

const SIGNATURE = "5f".repeat(32);

function allNumbers(challenge) {
    const steps = solve(challenge);
    let step = steps.next();
    while (!step.done) {
        step = steps.next();
    }
    return step.value.split(".");
}

test("SHA-256 of the standard's examples", () => {
    const known = {
        "": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        abc: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq:
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    };
    for (const [text, digest] of Object.entries(known)) {
        expect(hex(hasher(text)(""))).toBe(digest);
        expect(hex(hasher("")(text))).toBe(digest);
    }
    const long = "a".repeat(70);
    expect(hex(hasher(long)("bc"))).toBe(hex(hasher(`${long}b`)("c")));
});

test("the zero bits of a digest", () => {
    expect(zeroBits(Int32Array.of(-1, 0))).toBe(0);
    expect(zeroBits(Int32Array.of(1, 0))).toBe(31);
    expect(zeroBits(Int32Array.of(0, 0x00800000))).toBe(40);
});

test("each puzzle has a number of its own", () => {
    const numbers = allNumbers(`6.${SIGNATURE}`);
    expect(numbers).toHaveLength(8);
    numbers.forEach((number, place) => {
        expect(zeroBits(hasher(`${SIGNATURE}${place}:`)(number))).toBeGreaterThan(5);
    });
});

test("the form waits for the work, which begins with the first letter", async () => {
    await startInteractions(`
        <form class="o_customer_forms_form">
            <input type="hidden" class="o_customer_forms_work" data-challenge="4.${SIGNATURE}"/>
            <input name="who"/>
        </form>`);
    const inputEl = queryOne(".o_customer_forms_work");
    const awaited = [];
    tell(queryOne("form"), BEFORE_SEND, { waitUntil: (promise) => awaited.push(promise) });
    await Promise.all(awaited);
    expect(awaited).toHaveLength(1);
    expect(inputEl.value).toBe(`4.${SIGNATURE}.${allNumbers(`4.${SIGNATURE}`).join(".")}`);
});
