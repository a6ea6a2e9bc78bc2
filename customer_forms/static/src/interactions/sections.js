import { _t } from "@web/core/l10n/translation";
import { SECTION_SHOWN, tell } from "./page_events";
import { ANSWERED } from "./questions";
import { fillReview } from "./review";

/** Under this name an entry of the browser's history says which section it shows. */
const STEP = "customerFormsStep";

/**
 * The sections of a page: one at a time with a summary of the answers behind them, where
 * the form is made so, else all at once.
 *
 * The sections stand in the page as the server sent them. They are counted from 0 by their
 * place on it; the summary is behind the last one.
 */
export class Sections {
    /** @param {HTMLFormElement} formEl */
    constructor(formEl) {
        this.formEl = formEl;
        this.els = [...formEl.querySelectorAll(".o_customer_forms_section")];
        this.reviewEl = formEl.querySelector(".o_customer_forms_review");
        this.isPaged = Boolean(this.reviewEl);
        this.isChanging = false; // from the summary, to correct one section
    }

    get end() {
        return this.els.length;
    }

    get isAtEnd() {
        return !this.isPaged || this.current === this.end;
    }

    /** In the form builder every section can be looked at, and nothing is asked. */
    get isDesigning() {
        return Boolean(this.formEl.closest(".o_customer_forms_designing"));
    }

    /** Places of the sections in which something is asked or said. */
    get asked() {
        return [...this.els.keys()].filter((place) => this.isAsked(this.els[place]));
    }

    isAsked(sectionEl) {
        const questionEls = [...sectionEl.querySelectorAll(ANSWERED)];
        return (
            this.isDesigning ||
            !questionEls.length ||
            questionEls.some((el) => !el.classList.contains("d-none"))
        );
    }

    /** The place of the section with an element of the page. */
    placeOf(el) {
        return this.els.findIndex((sectionEl) => sectionEl.contains(el));
    }

    // ------------------------------------------------------------
    // Which one is shown
    // ------------------------------------------------------------

    /**
     * @param {HTMLElement} [el] what has to be seen first, if anything
     * @param {number} firstWrong place of the first section that is not right yet, or -1
     */
    start(el, firstWrong) {
        if (!this.isPaged) {
            return;
        }
        this.formEl.classList.add("o_customer_forms_paged");
        const last = firstWrong < 0 ? this.end : firstWrong;
        const left = history.state?.[STEP]?.place ?? Number(this.formEl.dataset.section || 0);
        const place = el ? this.placeOf(el) : Math.min(left, last);
        this.show(place < 0 ? this.end : place);
        if (!this.isDesigning) {
            history.replaceState(this.stateOf({ place: this.current }), "");
        }
    }

    show(place) {
        const { asked, end } = this;
        // what was asked here may not be asked any more
        this.current = place === end ? end : (asked.find((each) => each >= place) ?? end);
        this.els.forEach((el, each) => el.classList.toggle("d-none", each !== this.current));
        this.reviewEl.classList.toggle("d-none", !this.isAtEnd);
        if (this.isAtEnd) {
            fillReview(
                this.reviewEl,
                asked.map((each) => this.els[each])
            );
        }
        this.update();
        if (!this.isAtEnd) {
            tell(this.formEl, SECTION_SHOWN, { index: this.current });
        }
    }

    /** Shows a section as a step of its own, from which the browser's Back leads here. */
    goTo(place) {
        const from = this.current;
        this.show(place);
        if (!this.isDesigning) {
            history.pushState(this.stateOf({ place: this.current, from }), "");
            this.focusHeading();
        }
    }

    goBack() {
        const before = this.asked.filter((place) => place < this.current).at(-1);
        if (history.state?.[STEP]?.from === before && !this.isDesigning) {
            history.back();
        } else {
            this.goTo(before);
        }
    }

    /**
     * Goes on from a section in which all is right.
     *
     * @param {number} firstWrong place of the first section that is not right yet
     */
    goOn(firstWrong) {
        const next = this.asked.find((place) => place > this.current) ?? this.end;
        const isBackAtEnd = this.isChanging && (firstWrong < 0 || firstWrong > this.current);
        this.goTo(isBackAtEnd ? (firstWrong < 0 ? this.end : firstWrong) : next);
        this.isChanging &&= !this.isAtEnd;
    }

    /** Shows the section with an element of the page. */
    reveal(el) {
        const place = this.placeOf(el);
        if (this.isPaged && place >= 0 && place !== this.current) {
            this.goTo(place);
        }
    }

    /** The browser went back or forth. */
    onHistory(state) {
        if (this.isPaged && state?.[STEP]) {
            this.show(state[STEP].place);
            this.focusHeading();
        }
    }

    stateOf(step) {
        return { ...history.state, [STEP]: step };
    }

    // ------------------------------------------------------------
    // What is around them
    // ------------------------------------------------------------

    /** Progress and buttons, as they are for the section that is shown. */
    update() {
        if (!this.isPaged) {
            return;
        }
        const { asked } = this;
        const number = asked.indexOf(this.current) + 1;
        const isFirst = number === 1;
        this.find(".o_customer_forms_progress").classList.remove("d-none");
        const text = this.isAtEnd
            ? this.headingEl.textContent
            : _t("Section %(number)s of %(all)s: %(title)s", {
                  number,
                  all: asked.length,
                  title: this.els[this.current].dataset.title,
              });
        this.find(".o_customer_forms_step").textContent = text;
        const barEl = this.find("[role=progressbar]");
        const done = this.isAtEnd ? asked.length + 1 : number;
        barEl.setAttribute("aria-valuenow", done);
        barEl.setAttribute("aria-valuemax", asked.length + 1);
        barEl.setAttribute("aria-valuetext", text);
        barEl.firstElementChild.style.width = `${(100 * done) / (asked.length + 1)}%`;
        this.find(".o_customer_forms_back").classList.toggle("d-none", isFirst);
        this.find(".o_customer_forms_next").classList.toggle("d-none", this.isAtEnd);
        this.find(".o_customer_forms_submit").classList.toggle("d-none", !this.isAtEnd);
    }

    find(selector) {
        return this.formEl.querySelector(selector);
    }

    get headingEl() {
        const el = this.isAtEnd ? this.reviewEl : this.els[this.current];
        return el.querySelector("legend, h2");
    }

    /** From here the reader, of the page or of the screen, goes on. */
    focusHeading() {
        this.find(".o_customer_forms_progress").scrollIntoView({ block: "start" });
        this.headingEl.focus({ preventScroll: true });
    }
}
