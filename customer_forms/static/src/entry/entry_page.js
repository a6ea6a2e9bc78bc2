import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { showDoubts } from "../interactions/doubts";
import { FormPage } from "../interactions/form_page";
import { SENT, tell } from "../interactions/page_events";
import { questionElement } from "../interactions/questions";
import { readDay, readMoment } from "./entry_days";
import {
    fieldOfElement,
    focusField,
    pick,
    placeOf,
    removeRows,
    restore,
    shownFields,
    showSigns,
    snapshot,
} from "./entry_fields";
import { actionOf, pacePerHour } from "./entry_keys";
import { EntryLog, savedLine } from "./entry_log";
import { answerPinned, sendPins, takePins } from "./entry_pins";

const READERS = { date: readDay, datetime: readMoment };

/**
 * Forms typed in from paper, one after the other, by keyboard. The rules and what is said of
 * a wrong answer are those of the public page.
 */
export class EntryPage extends FormPage {
    static selector = ".o_customer_forms_entry_form";

    setup() {
        super.setup();
        this.pageEl = this.el.closest(".o_customer_forms_entry");
        this.log = new EntryLog(this.el.dataset.slug);
        this.pinned = new Set();
    }

    start() {
        for (const fieldEl of this.el.querySelectorAll(".o_customer_forms_field")) {
            this.prepareField(fieldEl);
        }
        this.restorePins();
        super.start();
        this.addListener(document, "keydown", this.onKeydown);
        this.addListener(this.el, "change", this.onTyped, { capture: true });
        const versionEl = this.pageEl.querySelector(".o_customer_forms_entry_version");
        this.addListener(versionEl, "change", () => this.goTo(versionEl.value));
        const sheetEl = this.pageEl.querySelector(".o_customer_forms_entry_sheet");
        this.addListener(sheetEl.form, "submit", this.sendPins);
        const askEl = this.pageEl.querySelector(".o_customer_forms_entry_ask");
        this.addListener(askEl, "click", this.help);
        this.showLog();
        this.isAfterSheet ? this.sheet() : this.focusFirst();
    }

    get isAfterSheet() {
        return new URLSearchParams(window.location.search).has("after_sheet");
    }

    get isOfSheet() {
        return Boolean(this.el.dataset.sheet);
    }

    // -- Questions -------------------------------------------------------------------

    prepareField(fieldEl) {
        showSigns(fieldEl);
        if (READERS[fieldEl.dataset.type]) {
            const inputEl = fieldEl.querySelector("input");
            inputEl.type = "text"; // the browser's own input asks for each part of a day
            inputEl.inputMode = "numeric";
        }
        if (!fieldEl.closest(".o_customer_forms_rows")) {
            fieldEl.append(this.makePin());
        }
    }

    makePin() {
        const pinEl = document.createElement("button");
        pinEl.type = "button";
        pinEl.tabIndex = -1;
        pinEl.className = "btn btn-sm p-0 px-1 o_customer_forms_pin";
        pinEl.title = _t("Keep this answer for the next entries (Alt+P)");
        pinEl.setAttribute("aria-label", pinEl.title);
        pinEl.setAttribute("aria-pressed", "false");
        const iconEl = document.createElement("i");
        iconEl.className = "fa fa-thumb-tack";
        pinEl.append(iconEl);
        return pinEl;
    }

    /** Reads a day as it was typed, before the rules judge it. */
    onTyped(ev) {
        const read = READERS[fieldOfElement(ev.target)?.dataset.type];
        if (read) {
            const isMonthFirst = Boolean(this.el.dataset.monthFirst);
            ev.target.value = read(ev.target.value, this.rules.today, isMonthFirst);
        }
    }

    onChange(ev) {
        super.onChange(ev);
        showDoubts(this.el, {}); // asked anew of what is there now
    }

    onRowsChanged(ev) {
        for (const fieldEl of ev.target.querySelectorAll(".o_customer_forms_field")) {
            if (!fieldEl.querySelector(".o_customer_forms_sign")) {
                this.prepareField(fieldEl);
            }
        }
        super.onRowsChanged(ev);
    }

    onClick(ev) {
        super.onClick(ev);
        const pinEl = ev.target.closest(".o_customer_forms_pin");
        if (pinEl) {
            this.pin(fieldOfElement(pinEl));
        }
    }

    // -- Keys ------------------------------------------------------------------------

    onKeydown(ev) {
        const isWithin = this.el.contains(ev.target);
        const action = actionOf(ev, isWithin ? placeOf(ev.target) : { isText: !isBody(ev.target) });
        const isOwn = ev.key === "Enter" && action !== "save";
        if (!action || (isOwn && (ev.target.matches("button, a") || !isWithin))) {
            return; // a button is pressed, a sheet is looked up
        }
        ev.preventDefault();
        const [name, place] = action.split(":");
        this[name](fieldOfElement(ev.target), place);
    }

    next(fieldEl) {
        this.move(fieldEl, 1);
    }

    previous(fieldEl) {
        this.move(fieldEl, -1);
    }

    move(fieldEl, step) {
        const fields = shownFields(this.el);
        const place = fields.indexOf(fieldEl) + step;
        // Leaving it may show or hide those that follow.
        fieldEl?.querySelector(":focus")?.blur();
        const shown = shownFields(this.el);
        const target = step > 0 ? shown[shown.indexOf(fieldEl) + 1] : fields[Math.max(place, 0)];
        target ? focusField(target) : this.el.querySelector(".o_customer_forms_submit").focus();
    }

    pick(fieldEl, place) {
        if (pick(fieldEl, place)) {
            this.next(fieldEl);
        }
    }

    pin(fieldEl) {
        const pinEl = fieldEl?.querySelector(".o_customer_forms_pin");
        if (pinEl) {
            const key = fieldEl.dataset.key;
            this.pinned.delete(key) || this.pinned.add(key);
            pinEl.setAttribute("aria-pressed", this.pinned.has(key));
            fieldEl.classList.toggle("o_customer_forms_pinned", this.pinned.has(key));
        }
    }

    restorePins() {
        for (const [key, answer] of Object.entries(takePins(this.el.dataset.slug))) {
            const fieldEl = questionElement(this.el, key);
            if (fieldEl) {
                answerPinned(fieldEl, answer);
                this.pin(fieldEl);
            }
        }
    }

    sendPins() {
        const pinned = [...this.pinned].map((key) => questionElement(this.el, key));
        sendPins(this.el.dataset.slug, pinned);
    }

    newline() {
        const textEl = document.activeElement;
        textEl.setRangeText("\n", textEl.selectionStart, textEl.selectionEnd, "end");
    }

    /** A row more in the table the cursor is in. */
    row(fieldEl) {
        const rowsEl = fieldEl?.closest(".o_customer_forms_rows");
        const buttonEl = rowsEl?.querySelector(".o_customer_forms_add_row");
        if (buttonEl && !buttonEl.disabled) {
            buttonEl.click();
            const rows = rowsEl.querySelectorAll(".o_customer_forms_row");
            focusField(rows[rows.length - 1].querySelector(".o_customer_forms_field"));
        }
    }

    sheet() {
        this.pageEl.querySelector(".o_customer_forms_entry_sheet").focus();
    }

    version() {
        this.pageEl.querySelector(".o_customer_forms_entry_version").focus();
    }

    help() {
        this.pageEl.querySelector(".o_customer_forms_entry_help").showModal();
    }

    save() {
        document.activeElement.blur(); // what is typed is read and judged first
        const isDoubtful = !this.el.querySelector(".o_customer_forms_doubts.d-none");
        const button = isDoubtful ? ".o_customer_forms_confirm" : ".o_customer_forms_submit";
        if (!this.isSending) {
            this.el.requestSubmit(this.el.querySelector(button));
        }
    }

    focusFirst() {
        const [first] = shownFields(this.el);
        first && focusField(first);
    }

    // -- One entry after the other ---------------------------------------------------

    /** The server knows who was typed in before. */
    get hasServerDoubts() {
        return true;
    }

    goTo(url) {
        this.sendPins();
        window.location.assign(url);
    }

    async post() {
        const answer = await super.post();
        if (!answer.saved) {
            return answer;
        }
        tell(this.el, SENT);
        this.isDirty = false;
        this.log.add(answer.saved);
        if (this.isOfSheet) {
            const version = this.el.elements._version.value;
            this.goTo(`${this.el.action}?version=${version}&after_sheet=1`);
        } else {
            this.startNext(answer.next);
        }
        return {};
    }

    /** Empties the page but for what is pinned. */
    startNext({ uuid, opening }) {
        const kept = [...this.pinned].map((key) => snapshot(questionElement(this.el, key)));
        removeRows(this.el);
        this.el.reset();
        kept.forEach(restore);
        this.el.elements._uuid.value = uuid;
        this.el.elements._opening.value = opening;
        this.showApplicable();
        this.showLog();
        window.scrollTo(0, 0);
        this.focusFirst();
    }

    showLog() {
        const { saved, count, startedAt } = this.log;
        const savedEl = this.pageEl.querySelector(".o_customer_forms_entry_saved");
        if (saved.length) {
            savedEl.replaceChildren(...saved.flatMap((entry, place) => savedLine(entry, place)));
        }
        const pace = pacePerHour(count, startedAt, Date.now());
        this.pageEl.querySelector(".o_customer_forms_entry_pace").textContent = pace
            ? _t("%(count)s entries, %(pace)s an hour", { count, pace })
            : _t("%(count)s entries", { count });
    }
}

function isBody(el) {
    return el === document.body || el.matches("button, a");
}

registry.category("public.interactions").add("customer_forms.entry_page", EntryPage);
