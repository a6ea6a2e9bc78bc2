import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { ROWS_CHANGED } from "../form_rows";
import { BEFORE_SEND, FILES_KEPT, REFUSED, SECTION_SHOWN, SENT, tell } from "../page_events";
import { offerRemoval, removeFile, showFiles } from "./kept_files";

/** After so many milliseconds without typing, what was typed is saved; and tried again. */
export const PAUSE = 2000;
export const RETRY = 15000;

/** With these the server says that nothing of this page is kept any more. */
const OVER = ["done", "off", "over", "often"];

/**
 * Keeps what a visitor fills in on the server as he goes, so that he can leave and come
 * back: after a pause of typing, with each section, and when the page is left. Nothing is
 * sent before he typed something, and nothing of his own accord before he agreed to what
 * the form asks to agree to; "Continue later" is his own wish.
 */
export class KeepUnfinished extends Interaction {
    static selector = ".o_customer_forms_form[data-draft-url]";
    dynamicContent = {
        _root: {
            "t-on-input": this.onTyped,
            "t-on-change": this.onTyped,
            "t-on-click": this.onClick,
            [`t-on-${ROWS_CHANGED}`]: this.onTyped,
            [`t-on-${SECTION_SHOWN}`]: this.onSectionShown,
            [`t-on-${BEFORE_SEND}`]: (ev) => ev.detail.waitUntil(this.pause()),
            [`t-on-${REFUSED}`]: this.resume,
            [`t-on-${SENT}`]: () => (this.isOver = true),
        },
        _window: {
            "t-on-pagehide": this.onPageHide,
            "t-on-online": this.save,
        },
    };

    setup() {
        this.writer = crypto.randomUUID?.() || String(Math.random()).slice(2);
        this.sequence = 0;
        this.section = Number(this.el.dataset.section || 0);
        this.isTyped = false;
        this.isPaused = false;
        this.isOver = false;
        this.saving = null;
        this.removed = []; // ids of kept files
        this.said = ""; // to people who do not see the page
    }

    start() {
        offerRemoval(this.el);
        if ([...this.el.elements].some(isChanged)) {
            this.isTyped = true; // before the script was there, or given back by the browser
            this.saveIn(PAUSE);
        }
    }

    // ------------------------------------------------------------
    // When
    // ------------------------------------------------------------

    onTyped(ev) {
        delete ev.target.dataset?.refused;
        this.isTyped = true;
        this.isPaused = false;
        delete this.el.dataset.saved;
        this.saveIn(PAUSE);
    }

    onSectionShown(ev) {
        this.section = ev.detail.index;
        this.save();
    }

    onClick(ev) {
        const buttonEl = ev.target.closest("button");
        if (buttonEl?.matches(".o_customer_forms_remove_file")) {
            this.removed.push(removeFile(buttonEl));
        } else if (buttonEl?.matches(".o_customer_forms_leave")) {
            ev.preventDefault();
            this.leave(buttonEl);
        }
    }

    /** The page goes away, perhaps for good: the browser sends what is left by itself. */
    onPageHide() {
        if (this.canSave) {
            navigator.sendBeacon(this.el.dataset.draftUrl, this.body([]));
            this.isTyped = false;
        }
    }

    saveIn(delay) {
        clearTimeout(this.timer);
        this.timer = this.waitForTimeout(() => this.save(), delay);
    }

    /** Before the form is sent: what is under way comes to its end, nothing new begins. */
    async pause() {
        this.isPaused = true;
        clearTimeout(this.timer);
        await this.saving;
    }

    resume() {
        this.isPaused = false;
    }

    get canSave() {
        return this.isTyped && !this.isPaused && !this.isOver && this.hasConsent;
    }

    /** Whether everything is agreed to that the page asks to agree to. */
    get hasConsent() {
        const open = `.o_customer_forms_field[data-type="consent"]:not(.d-none) input:required:not(:checked)`;
        return "draftFree" in this.el.dataset || !this.el.querySelector(open);
    }

    // ------------------------------------------------------------
    // Saving
    // ------------------------------------------------------------

    async save() {
        await this.saving;
        if (!this.canSave) {
            return;
        }
        clearTimeout(this.timer);
        this.isTyped = false;
        this.saving = this.send().finally(() => (this.saving = null));
        await this.saving;
    }

    async send() {
        const chosen = this.chosenFiles;
        const { draftUrl } = this.el.dataset;
        try {
            const url = chosen.length ? `${draftUrl}/files` : draftUrl;
            this.onAnswer(await this.post(url, this.body(chosen)), chosen);
        } catch {
            this.isTyped = true;
            this.tell(_t("Not saved: no connection"));
            this.saveIn(RETRY);
        }
    }

    /** @returns {Promise<Object>} what the server answers */
    async post(url, body) {
        const headers = { Accept: "application/json" };
        const response = await fetch(url, { method: "POST", headers, body });
        return response.json();
    }

    onAnswer(answer, chosen) {
        if (answer.saved) {
            this.removed = [];
            this.showKept(chosen, answer);
            if (!this.isTyped) {
                this.el.dataset.saved = "1";
            }
            const time = new Date(answer.saved).toLocaleTimeString(
                document.documentElement.lang || undefined,
                { hour: "2-digit", minute: "2-digit", hour12: false }
            );
            this.tell(_t("Saved %(time)s", { time }), _t("Your answers are kept as you go."));
        } else if (OVER.includes(answer.why)) {
            this.isOver = true;
            this.tell(answer.message || "");
        } else if (!["consent", "empty"].includes(answer.why)) {
            this.tell(answer.message || _t("Not saved"));
        }
    }

    /**
     * What the page says now.
     *
     * @param {{inputEl: HTMLInputElement}[]} chosen whose files are sent along
     */
    body(chosen) {
        const body = new FormData(this.el);
        for (const inputEl of this.el.querySelectorAll("input[type=file]")) {
            if (!chosen.some((each) => each.inputEl === inputEl)) {
                body.delete(inputEl.name);
            }
        }
        return this.mark(body);
    }

    /** Says which page this is, and which of its saves. */
    mark(body) {
        this.sequence++;
        body.set("_writer", this.writer);
        body.set("_sequence", this.sequence);
        body.set("_section", this.section);
        for (const id of this.removed) {
            body.append("_removed_file", id);
        }
        return body;
    }

    /** File inputs in which something is chosen that is not known to be wrong. */
    get chosenFiles() {
        return [...this.el.querySelectorAll("input[type=file]")]
            .filter((el) => el.files.length && !el.matches(".is-invalid, [data-refused]"))
            .map((inputEl) => ({
                inputEl,
                path: inputEl.name,
                files: [...inputEl.files],
            }));
    }

    /** Files the server took stand in a list; what it did not take stays chosen. */
    showKept(chosen, { files = {}, files_wrong: wrong = {} }) {
        for (const { inputEl, path, files: sent } of chosen) {
            const isSame = sent.every((file, place) => inputEl.files[place] === file);
            if (path in wrong) {
                inputEl.dataset.refused = "1";
            } else if (isSame) {
                showFiles(inputEl.closest(".o_customer_forms_field"), files[path] || []);
                inputEl.value = "";
                tell(inputEl, FILES_KEPT);
            }
        }
    }

    // ------------------------------------------------------------
    // Continuing later
    // ------------------------------------------------------------

    async leave(buttonEl) {
        buttonEl.disabled = true;
        await this.pause();
        let answer;
        try {
            const body = this.mark(new FormData(this.el));
            body.set("_leave", "1");
            answer = await this.post(this.el.action, body);
        } catch {
            answer = { message: _t("Not saved: no connection") };
        }
        if (answer.redirect) {
            this.isOver = true;
            this.el.dataset.saved = "1";
            window.location.assign(answer.redirect);
            return;
        }
        this.resume();
        buttonEl.disabled = false;
        this.tell(answer.message || Object.values(answer.files_wrong).join(" "));
    }

    /**
     * @param {string} text for the eye, often another one
     * @param {string} [news] what is read out, once
     */
    tell(text, news = text) {
        this.el.querySelector(".o_customer_forms_saved").textContent = text;
        if (news !== this.said) {
            this.said = news;
            this.el.querySelector(".o_customer_forms_saved_news").textContent = news;
        }
    }
}

/** Whether something else stands in an input than the server's page has. */
function isChanged(el) {
    return el.type === "checkbox" || el.type === "radio"
        ? el.checked !== el.defaultChecked
        : /^(text|tel|email|url|number|date|textarea)/.test(el.type) &&
              el.value !== el.defaultValue;
}

registry.category("public.interactions").add("customer_forms.keep_unfinished", KeepUnfinished);
