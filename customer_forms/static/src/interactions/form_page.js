import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { check } from "../rules/engine";
import { sentence } from "../rules/messages";
import { fieldOf, readAnswers } from "./answers";
import { CONFIRMED, showDoubts, showRequired } from "./doubts";
import { ROWS_CHANGED } from "./form_rows";
import { BEFORE_SEND, REFUSED, SENT, tell } from "./page_events";

/** Corrects a visitor field by field and sends the form without leaving the page. */
export class FormPage extends Interaction {
    static selector = ".o_customer_forms_form:not([data-try])";
    dynamicContent = {
        _root: {
            "t-on-submit.prevent": this.locked(this.onSubmit),
            "t-on-change": this.onChange,
            [`t-on-${ROWS_CHANGED}`]: this.onRowsChanged,
        },
        ".o_customer_forms_submit, .o_customer_forms_confirm": {
            "t-att-disabled": () => this.isSending,
        },
        ".o_customer_forms_submit .spinner-border": {
            "t-att-class": () => ({ "d-none": !this.isSending }),
        },
        _window: { "t-on-beforeunload": this.onLeave },
    };

    setup() {
        this.rules = JSON.parse(this.el.dataset.rules);
        this.isDirty = false;
        this.isSending = false;
        this.isConfirmed = false; // what looks wrong is right, the visitor says
    }

    start() {
        this.showApplicable();
    }

    onLeave(ev) {
        if (this.isDirty) {
            ev.preventDefault(); // the browser asks before the answers are lost
        }
    }

    /** What the rules say of the page as it is filled in now. */
    check() {
        return check(this.rules.fields, readAnswers(this.el), this.rules);
    }

    /** Shows the questions that apply to what was answered so far. */
    showApplicable() {
        const { hidden, required } = this.check();
        for (const fieldEl of this.fieldElements) {
            const path = fieldEl.dataset.key;
            const isHidden = hidden.includes(path);
            fieldEl.classList.toggle("d-none", isHidden);
            showRequired(fieldEl, required.includes(path));
            if (isHidden) {
                this.showErrors(path, []);
            }
        }
    }

    /** The questions on the page, those in rows too. */
    get fieldElements() {
        return this.el.querySelectorAll(".o_customer_forms_field");
    }

    /** @param {string} path key of a question or of a repeating section, or a row's path */
    fieldElement(path) {
        return this.el.querySelector(`[data-key="${path}"]`);
    }

    /** Says at once what is wrong with an answer, not before it was given. */
    onChange(ev) {
        const path = ev.target.closest(".o_customer_forms_field").dataset.key;
        this.isDirty = true;
        const { issues, warnings } = this.check();
        this.showApplicable();
        this.showErrors(path, this.bySubject(issues)[path], this.bySubject(warnings)[path]);
    }

    onRowsChanged(ev) {
        this.isDirty = true;
        this.showErrors(ev.target.dataset.key, []);
        this.showApplicable();
    }

    async onSubmit(ev) {
        const { issues, warnings } = this.check();
        this.isConfirmed = ev.submitter?.name === CONFIRMED;
        this.showAllErrors(this.bySubject(issues), "", this.bySubject(warnings));
        if (!issues.length && (!warnings.length || this.isConfirmed)) {
            await this.send();
        }
    }

    async send() {
        this.isSending = true;
        this.updateContent();
        let answer;
        try {
            answer = await this.waitFor(this.prepareAndPost());
        } catch {
            answer = {
                message: _t(
                    "The form could not be sent. Your answers are still here: check the connection and submit again."
                ),
            };
        }
        if (answer.redirect) {
            this.isDirty = false;
            tell(this.el, SENT);
            window.location.assign(answer.redirect);
            return; // the button stays as it is until the next page is there
        }
        if (answer.outdated) {
            this.isDirty = false;
            this.el.submit(); // the server answers with the page as it is now, filled in
            return;
        }
        this.isSending = false;
        this.updateContent();
        this.showAllErrors(answer.errors || {}, answer.message, answer.warnings);
    }

    /** Sends the form when everything that has to come first is done. */
    async prepareAndPost() {
        const awaited = [];
        tell(this.el, BEFORE_SEND, { waitUntil: (promise) => awaited.push(promise) });
        try {
            await Promise.all(awaited);
        } catch (error) {
            return { message: error.message };
        }
        return this.post();
    }

    /**
     * @returns {Promise<{redirect?: string, errors?: Object, warnings?: Object,
     *  message?: string, outdated?: boolean}>}
     */
    async post() {
        const filled = new FormData(this.el);
        if (this.isConfirmed) {
            filled.set(CONFIRMED, "1");
        }
        const response = await fetch(this.el.action, {
            method: "POST",
            headers: { Accept: "application/json" },
            body: filled,
        });
        if (response.headers.get("Content-Type")?.startsWith("application/json")) {
            return response.json();
        }
        return { message: this.explain(response.status) };
    }

    /** What to do about an answer that is a page of an error. */
    explain(status) {
        if (status === 413) {
            return _t("The attached files are too large together. Remove some and submit again.");
        }
        if (status === 400) {
            return _t("The page has expired. Copy what you need, reload it and submit again.");
        }
        return _t(
            "The form could not be sent. Your answers are still here: submit again in a minute."
        );
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

    showAllErrors(errors, message, warnings = {}) {
        const keys = Object.keys(errors);
        if (keys.length) {
            tell(this.el, REFUSED, { errors });
        }
        const answered = ".o_customer_forms_field, .o_customer_forms_rows";
        for (const { dataset } of this.el.querySelectorAll(answered)) {
            this.showErrors(dataset.key, errors[dataset.key], warnings[dataset.key]);
        }
        const isDoubtful = Boolean(Object.keys(warnings).length && !keys.length && !message);
        showDoubts(this.el, isDoubtful ? warnings : {});
        const summaryEl = this.el.querySelector(".o_customer_forms_summary");
        this.summaryText ||= summaryEl.textContent;
        summaryEl.textContent = message || this.summaryText;
        summaryEl.classList.toggle("d-none", !keys.length && !message);
        if (message) {
            summaryEl.focus();
        } else if (keys.length) {
            this.el.querySelector(`[aria-invalid="true"]`)?.focus();
        }
    }

    showErrors(path, sentences = [], doubts = []) {
        const isWrong = sentences.length > 0;
        const isDoubtful = !isWrong && doubts.length > 0;
        const fieldEl = this.fieldElement(path);
        const rowsErrorEl = fieldEl.querySelector(".o_customer_forms_rows_error");
        const errorEl = rowsErrorEl || fieldEl.querySelector(".o_customer_forms_error");
        errorEl.textContent = [...sentences, ...doubts].join(" ");
        errorEl.classList.toggle("text-danger", !isDoubtful);
        errorEl.classList.toggle("text-warning-emphasis", isDoubtful);
        if (rowsErrorEl) {
            fieldEl.setAttribute("aria-invalid", isWrong);
            return; // the questions in the rows speak for themselves
        }
        for (const inputEl of fieldEl.querySelectorAll("input, select, textarea")) {
            inputEl.classList.toggle("is-invalid", isWrong);
            inputEl.classList.toggle("o_customer_forms_doubtful", isDoubtful);
            inputEl.setAttribute("aria-invalid", isWrong);
        }
    }
}

registry.category("public.interactions").add("customer_forms.form_page", FormPage);
