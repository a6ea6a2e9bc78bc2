import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { check } from "../rules/engine";
import { sentence } from "../rules/messages";
import { fieldOf, readAnswers } from "./answers";
import { CONFIRMED, showDoubts } from "./doubts";
import { ROWS_CHANGED } from "./form_rows";
import { SENT, SHOW_QUESTION, tell } from "./page_events";
import { firstOf, focusQuestion, questionElement, questionOfLink, showRequired } from "./questions";
import { Sections } from "./sections";
import { post } from "./sending";
import { showErrors, showVerdict } from "./verdict";

/** What the server's page says has to be seen first. */
const TO_SEE = ".o_customer_forms_selected, .is-invalid, .o_customer_forms_new";

/** Corrects a visitor field by field and sends the form without leaving the page. */
export class FormPage extends Interaction {
    static selector = ".o_customer_forms_form:not([data-try])";
    dynamicContent = {
        _root: {
            "t-on-submit.prevent": this.locked(this.onSubmit),
            "t-on-change": this.onChange,
            "t-on-click": this.onClick,
            [`t-on-${ROWS_CHANGED}`]: this.onRowsChanged,
            [`t-on-${SHOW_QUESTION}`]: (ev) => this.sections.reveal(ev.target),
        },
        ".o_customer_forms_submit, .o_customer_forms_confirm": {
            "t-att-disabled": () => this.isSending,
        },
        ".o_customer_forms_submit .spinner-border": {
            "t-att-class": () => ({ "d-none": !this.isSending }),
        },
        _window: {
            "t-on-beforeunload": this.onLeave,
            "t-on-popstate": this.onHistory,
        },
    };

    setup() {
        this.rules = JSON.parse(this.el.dataset.rules);
        this.sections = new Sections(this.el);
        this.isDirty = false;
        this.isSending = false;
        this.isConfirmed = false; // what looks wrong is right, the visitor says
    }

    start() {
        this.showApplicable();
        const doubtsEl = this.el.querySelector(".o_customer_forms_doubts:not(.d-none)");
        const errors = this.bySubject(this.check().issues);
        this.sections.start(doubtsEl || this.el.querySelector(TO_SEE), this.placeOfFirst(errors));
    }

    onLeave(ev) {
        if (this.isDirty && !this.el.dataset.saved) {
            ev.preventDefault(); // the browser asks before the answers are lost
        }
    }

    onHistory(ev) {
        this.sections.onHistory(ev.state);
    }

    // ------------------------------------------------------------
    // Answers
    // ------------------------------------------------------------

    /** What the rules say of the page as it is filled in now. */
    check() {
        return check(this.rules.fields, readAnswers(this.el), this.rules);
    }

    /** Shows the questions that apply to what was answered so far. */
    showApplicable() {
        const { hidden, required } = this.check();
        for (const fieldEl of this.el.querySelectorAll(".o_customer_forms_field")) {
            const path = fieldEl.dataset.key;
            const isHidden = hidden.includes(path);
            fieldEl.classList.toggle("d-none", isHidden);
            showRequired(fieldEl, required.includes(path));
            if (isHidden) {
                showErrors(this.el, path);
            }
        }
    }

    /** Says at once what is wrong with an answer, not before it was given. */
    onChange(ev) {
        const path = ev.target.closest(".o_customer_forms_field")?.dataset.key;
        if (!path) {
            return; // of another interaction on the same form
        }
        this.isDirty = true;
        ev.target.closest(".o_customer_forms_stars")?.classList.add("o_customer_forms_rated");
        const { issues, warnings } = this.check();
        this.showApplicable();
        showErrors(this.el, path, this.bySubject(issues)[path], this.bySubject(warnings)[path]);
        this.sections.update(); // others may be asked now
    }

    onRowsChanged(ev) {
        this.isDirty = true;
        showErrors(this.el, ev.target.dataset.key);
        this.showApplicable();
    }

    /** @returns {Object} what is said of each question, as lists of sentences by path */
    bySubject(issues) {
        const said = {};
        for (const issue of issues) {
            const field = fieldOf(this.rules.fields, issue.field);
            (said[issue.field] ||= []).push(sentence(issue, field, this.rules));
        }
        return said;
    }

    // ------------------------------------------------------------
    // Going through the form
    // ------------------------------------------------------------

    onClick(ev) {
        const linkEl = ev.target.closest("a[href^='#question_']");
        const buttonEl = ev.target.closest("button");
        if (linkEl) {
            ev.preventDefault();
            this.lookAt(questionOfLink(this.el, linkEl));
        } else if (buttonEl?.matches(".o_customer_forms_back")) {
            showDoubts(this.el, {});
            this.sections.goBack();
        } else if (buttonEl?.matches(".o_customer_forms_next")) {
            this.goOn();
        } else if (buttonEl?.matches(".o_customer_forms_change")) {
            this.sections.isChanging = true;
            this.sections.goTo(Number(buttonEl.dataset.section));
        }
    }

    lookAt(questionEl) {
        this.sections.reveal(questionEl);
        focusQuestion(questionEl);
    }

    /** To the next section, when all is right in this one. */
    goOn() {
        const { issues, warnings } = this.check();
        const errors = this.bySubject(issues);
        const here = this.errorsHere(errors);
        if (this.sections.isDesigning) {
            this.sections.goOn(-1);
        } else {
            showVerdict(this.el, { errors: here, warnings: this.bySubject(warnings) }, false);
            if (!Object.keys(here).length) {
                this.sections.goOn(this.placeOfFirst(errors));
            }
        }
    }

    /** The place of the first section that something is said of, or -1. */
    placeOfFirst(said) {
        const questionEl = firstOf(this.el, said);
        return questionEl ? this.sections.placeOf(questionEl) : -1;
    }

    errorsHere(errors) {
        return Object.fromEntries(
            Object.entries(errors).filter(
                ([path]) =>
                    this.sections.placeOf(questionElement(this.el, path)) === this.sections.current
            )
        );
    }

    showVerdict(verdict) {
        const wrongEl = firstOf(this.el, verdict.errors || {});
        if (wrongEl) {
            this.sections.reveal(wrongEl);
        }
        showVerdict(this.el, verdict);
    }

    // ------------------------------------------------------------
    // Sending
    // ------------------------------------------------------------

    async onSubmit(ev) {
        if (!this.sections.isAtEnd) {
            this.goOn(); // the Enter key
            return;
        }
        const { issues, warnings } = this.check();
        this.isConfirmed = ev.submitter?.name === CONFIRMED;
        this.showVerdict({ errors: this.bySubject(issues), warnings: this.bySubject(warnings) });
        if (!issues.length && (!warnings.length || this.isConfirmed || this.hasServerDoubts)) {
            await this.send();
        }
    }

    /** Whether the server has doubts of its own, so that all are shown together. */
    get hasServerDoubts() {
        return false;
    }

    async send() {
        this.isSending = true;
        this.updateContent();
        let answer;
        try {
            answer = await this.waitFor(this.post());
        } catch {
            answer = {
                message: _t(
                    "The form could not be sent. Your answers are still here: check the connection and submit again."
                ),
            };
        }
        if (answer.redirect) {
            this.isDirty = false;
            if (tell(this.el, SENT, { redirect: answer.redirect })) {
                window.location.assign(answer.redirect);
            }
            return; // the button stays as it is until the next page is there
        }
        if (answer.outdated) {
            this.isDirty = false;
            this.el.submit(); // the server answers with the page as it is now, filled in
            return;
        }
        this.isSending = false;
        this.updateContent();
        this.showVerdict(answer);
    }

    post() {
        return post(this.el, this.isConfirmed);
    }
}

registry.category("public.interactions").add("customer_forms.form_page", FormPage);
