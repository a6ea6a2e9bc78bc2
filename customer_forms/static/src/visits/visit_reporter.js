import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { REFUSED, SECTION_SHOWN, SENT } from "../interactions/page_events";
import { packed } from "./facts";
import { Visit } from "./visit";

const PHONE_WIDTH = 768;
const SECTION = ".o_customer_forms_section";
const QUESTION = ".o_customer_forms_field, .o_customer_forms_rows";

/**
 * Tells the server how far a visitor comes and where it is hard: counts of the page, nothing
 * about the person. What is reported is the whole visit so far, so that a report that is lost
 * or late does no harm; nobody waits for one.
 */
export class VisitReporter extends Interaction {
    static selector = ".o_customer_forms_form:not([data-try])";
    dynamicContent = {
        _root: {
            "t-on-focusin": this.onFocus,
            "t-on-input": this.onInput,
            "t-on-change": this.onChange,
            [`t-on-${SECTION_SHOWN}`]: (ev) => this.show(this.sectionEls[ev.detail.index]),
            [`t-on-${REFUSED}`]: this.onRefused,
            [`t-on-${SENT}`]: this.onSent,
        },
        _document: { "t-on-visibilitychange": this.onVisibility },
        _window: { "t-on-pagehide": this.report },
    };

    setup() {
        this.visit = new Visit(this.now);
        this.sectionEls = [...this.el.querySelectorAll(SECTION)];
        // The page of an earlier version only shows what was asked.
        this.isOver = !this.hidden("_opening") || !this.sectionEls.some((el) => !el.disabled);
        const path = new URL(this.el.action, window.location.href).pathname;
        // without the language before it
        this.url = `${path.match(/\/forms\/[^/]+/)?.[0]}/visit`;
    }

    start() {
        if (this.isOver) {
            return;
        }
        // After the page has decided which section is shown first.
        this.waitForTimeout(() => {
            const shownEls = this.sectionEls.filter((el) => el.getClientRects().length);
            this.show(shownEls[0]);
            this.watchScrolling(shownEls.slice(1));
        }, 0);
    }

    get now() {
        return performance.now();
    }

    hidden(name) {
        return this.el.querySelector(`input[name="${name}"]`)?.value;
    }

    /** Sections further down a page without steps are shown when they are scrolled to. */
    watchScrolling(sectionEls) {
        const observer = new IntersectionObserver((entries) => {
            for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
                observer.unobserve(target);
                this.note(target);
            }
        });
        sectionEls.forEach((el) => observer.observe(el));
        this.registerCleanup(() => observer.disconnect());
    }

    // ------------------------------------------------------------
    // What happens
    // ------------------------------------------------------------

    show(sectionEl) {
        if (!sectionEl) {
            return;
        }
        this.note(sectionEl);
        const first = this.questionsIn(sectionEl).find((el) => this.applies(el));
        if (first) {
            this.visit.attend(this.keyOf(first), this.now);
        }
        this.report();
    }

    note(sectionEl) {
        const shown = this.questionsIn(sectionEl).filter((el) => this.applies(el));
        this.visit.show(this.sectionEls.indexOf(sectionEl), shown.map(this.keyOf));
    }

    onFocus(ev) {
        const key = this.keyOf(ev.target);
        if (key) {
            this.visit.attend(key, this.now);
        }
    }

    onInput() {
        this.visit.goOn(this.now);
        if (this.visit.answer(this.now)) {
            this.report();
        }
    }

    onChange(ev) {
        this.onInput();
        const questionEl = ev.target.closest(QUESTION);
        // The page says what is wrong, and what applies now, in the same turn.
        this.waitForTimeout(() => {
            this.note(ev.target.closest(SECTION) || this.sectionEls[0]);
            if (questionEl?.querySelector('[aria-invalid="true"]')) {
                this.visit.wrong([this.keyOf(questionEl)]);
            }
        }, 0);
    }

    onRefused(ev) {
        this.visit.wrong(Object.keys(ev.detail.errors).map((path) => path.split(":")[0]));
        this.report();
    }

    /** Not before: the two would meet in the database, and one had to begin again. */
    onSent() {
        this.report();
        this.isOver = true;
    }

    onVisibility() {
        if (document.visibilityState === "hidden") {
            this.report();
            this.visit.rest(this.now);
        } else if (this.visit.last) {
            this.visit.goOn(this.now);
        }
    }

    // ------------------------------------------------------------
    // Reporting
    // ------------------------------------------------------------

    report() {
        if (this.isOver) {
            return;
        }
        this.visit.goOn(this.now);
        const { started, section, last } = this.visit;
        const body = JSON.stringify({
            opening: this.hidden("_opening"),
            uuid: this.hidden("_uuid"),
            version: this.hidden("_version"),
            lang: document.documentElement.lang.replace("-", "_"),
            phone: window.screen.width < PHONE_WIDTH,
            facts: this.facts(),
            started,
            section,
            last,
        });
        if (body !== this.reported) {
            this.reported = body;
            navigator.sendBeacon(this.url, body);
        }
    }

    facts() {
        const facts = {};
        for (const el of this.topQuestions) {
            const key = this.keyOf(el);
            facts[key] = packed({
                ...this.visit.questionOf(key),
                applies: this.applies(el),
                isAnswered: isAnswered(el),
            });
        }
        return facts;
    }

    /** Questions, and repeating sections as one each. */
    get topQuestions() {
        return this.sectionEls.flatMap((el) => this.questionsIn(el));
    }

    questionsIn(sectionEl) {
        return [...sectionEl.querySelectorAll(QUESTION)].filter(
            (el) => !el.parentElement.closest(".o_customer_forms_rows")
        );
    }

    keyOf(el) {
        return el.closest(QUESTION)?.dataset.key.split(":")[0];
    }

    applies(el) {
        return !el.classList.contains("d-none");
    }
}

function isAnswered(questionEl) {
    return [...questionEl.querySelectorAll("input, select, textarea")].some((el) =>
        ["checkbox", "radio"].includes(el.type) ? el.checked : el.value.trim()
    );
}

registry.category("public.interactions").add("customer_forms.visit_reporter", VisitReporter);
