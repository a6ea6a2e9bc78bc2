import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { BEFORE_SEND } from "./page_events";
import { hasher, zeroBits } from "./sha256";

const PUZZLES = 8;
// How long the page may not answer to a finger.
const CHUNK_MS = 12;

/**
 * Solves the puzzles of a page, in small pieces.
 *
 * @param {string} challenge `bits.signature`, from the server
 * @returns {Generator<undefined, string>} the numbers that solve them, joined by dots
 */
function* solve(challenge) {
    const [bits, signature] = challenge.split(".");
    const numbers = [];
    for (let place = 0; place < PUZZLES; place++) {
        const hash = hasher(`${signature}${place}:`);
        let number = 0;
        while (zeroBits(hash(String(number))) < Number(bits)) {
            number++;
            if (number % 64 === 0) {
                yield;
            }
        }
        numbers.push(number);
    }
    return numbers.join(".");
}

/**
 * Some work for the visitor's browser, which costs a person nothing and a robot that sends
 * thousands of forms a lot. It begins with the first letter that is typed and is done long
 * before the last one.
 */
export class BrowserWork extends Interaction {
    static selector = ".o_customer_forms_form:has(.o_customer_forms_work)";
    dynamicContent = {
        _root: {
            "t-on-input": () => this.begin(),
            "t-on-focusin": () => this.begin(),
            [`t-on-${BEFORE_SEND}`]: (ev) => ev.detail.waitUntil(this.begin()),
        },
    };

    setup() {
        this.inputEl = this.el.querySelector(".o_customer_forms_work");
        this.isLeft = false;
    }

    destroy() {
        this.isLeft = true;
    }

    /** @returns {Promise} kept when the numbers are in their input */
    begin() {
        this.working ||= this.work();
        return this.working;
    }

    async work() {
        const { challenge } = this.inputEl.dataset;
        const steps = solve(challenge);
        let step = {};
        while (!step.done && !this.isLeft) {
            const until = performance.now() + CHUNK_MS;
            while (!step.done && performance.now() < until) {
                step = steps.next();
            }
            await new Promise((resolve) => setTimeout(resolve));
        }
        this.inputEl.value = `${challenge}.${step.value}`;
    }
}

registry.category("public.interactions").add("customer_forms.browser_work", BrowserWork);

// Odoo's transpiler does not know `export function*`.
export { solve };
