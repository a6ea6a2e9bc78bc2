import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { check } from "../rules/engine";
import { sentence } from "../rules/messages";
import { readAnswers } from "./answers";

/** Corrects a visitor field by field and sends the form without leaving the page. */
export class FormPage extends Interaction {
    static selector = ".o_customer_forms_form";
    dynamicContent = {
        _root: { "t-on-submit.prevent": this.locked(this.onSubmit) },
        ".o_customer_forms_submit": { "t-att-disabled": () => this.isSending },
        ".o_customer_forms_submit .spinner-border": {
            "t-att-class": () => ({ "d-none": !this.isSending }),
        },
        ".o_customer_forms_field": { "t-on-change.withTarget": this.onChange },
        _window: { "t-on-beforeunload": this.onLeave },
    };

    setup() {
        this.rules = JSON.parse(this.el.dataset.rules);
        this.isDirty = false;
        this.isSending = false;
    }

    start() {
        this.showApplicable();
    }

    onLeave(ev) {
        if (this.isDirty) {
            ev.preventDefault(); // the browser asks before the answers are lost
        }
    }

    /** Shows the questions that apply to what was answered so far. */
    showApplicable() {
        const { hidden } = check(this.rules.fields, readAnswers(this.el), this.rules);
        for (const { key } of this.rules.fields) {
            const isHidden = hidden.includes(key);
            const fieldEl = this.fieldElement(key);
            fieldEl.classList.toggle("d-none", isHidden);
            if (isHidden) {
                this.showErrors(key, []);
            }
        }
    }

    fieldElement(key) {
        return this.el.querySelector(`.o_customer_forms_field[data-key="${key}"]`);
    }

    /** Says at once what is wrong with an answer, not before it was given. */
    onChange(ev, fieldEl) {
        this.isDirty = true;
        const field = this.rules.fields.find(({ key }) => key === fieldEl.dataset.key);
        const { issues } = check(this.rules.fields, readAnswers(this.el), this.rules);
        this.showApplicable();
        this.showErrors(
            field.key,
            this.sentences(issues.filter((issue) => issue.field === field.key))
        );
    }

    async onSubmit() {
        const { issues } = check(this.rules.fields, readAnswers(this.el), this.rules);
        const errors = {};
        for (const issue of issues) {
            (errors[issue.field] ||= []).push(...this.sentences([issue]));
        }
        this.showAllErrors(errors);
        if (!issues.length) {
            await this.send();
        }
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
            window.location.assign(answer.redirect);
            return; // the button stays as it is until the next page is there
        }
        this.isSending = false;
        this.updateContent();
        this.showAllErrors(answer.errors || {}, answer.message);
    }

    /** @returns {Promise<{redirect?: string, errors?: Object, message?: string}>} */
    async post() {
        const response = await fetch(this.el.action, {
            method: "POST",
            headers: { Accept: "application/json" },
            body: new FormData(this.el),
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

    sentences(issues) {
        const fields = this.rules.fields;
        return issues.map((issue) =>
            sentence(
                issue,
                fields.find(({ key }) => key === issue.field),
                this.rules
            )
        );
    }

    showAllErrors(errors, message) {
        const keys = Object.keys(errors);
        for (const { key } of this.rules.fields) {
            this.showErrors(key, errors[key] || []);
        }
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

    showErrors(key, sentences) {
        const fieldEl = this.fieldElement(key);
        fieldEl.querySelector(".o_customer_forms_error").textContent = sentences.join(" ");
        for (const inputEl of fieldEl.querySelectorAll("input, select, textarea")) {
            inputEl.classList.toggle("is-invalid", sentences.length > 0);
            inputEl.setAttribute("aria-invalid", sentences.length > 0);
        }
    }
}

registry.category("public.interactions").add("customer_forms.form_page", FormPage);
