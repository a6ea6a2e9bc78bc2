import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

/** Sent from a repeating section when it has other rows than before. */
export const ROWS_CHANGED = "customer_forms_rows_changed";

const NAMING = ["id", "name", "for", "data-key", "aria-labelledby", "aria-describedby"];

/**
 * Adds rows to a repeating section and removes them. Rows are numbered from 0 in the order
 * of the page, without gaps, so that the server's verdict on `section:1:field` is about the
 * second row.
 */
export class FormRows extends Interaction {
    static selector = ".o_customer_forms_rows";
    dynamicContent = {
        _root: { "t-on-click": this.onClick },
        ".o_customer_forms_add_row": { "t-att-disabled": () => this.isFull },
    };

    setup() {
        this.key = this.el.dataset.key;
        this.min = Number(this.el.dataset.min);
        this.max = Number(this.el.dataset.max);
        this.listEl = this.el.querySelector(".o_customer_forms_row_list");
        this.removed = []; // rows that can be put back: {rowEl, noticeEl}
    }

    start() {
        // With scripts it sends nothing.
        this.el.querySelector(".o_customer_forms_add_row").type = "button";
        this.renumber();
    }

    get rows() {
        return [...this.listEl.querySelectorAll(".o_customer_forms_row")];
    }

    get isFull() {
        return this.rows.length >= this.max;
    }

    onClick(ev) {
        const buttonEl = ev.target.closest("button");
        if (buttonEl?.matches(".o_customer_forms_add_row")) {
            this.addRow();
        } else if (buttonEl?.matches(".o_customer_forms_remove_row")) {
            this.removeRow(buttonEl.closest(".o_customer_forms_row"));
        } else if (buttonEl?.matches(".o_customer_forms_undo")) {
            this.undo(buttonEl.closest(".o_customer_forms_removed"));
        }
    }

    addRow() {
        const templateEl = this.el.querySelector("template");
        const rowEl = templateEl.content.firstElementChild.cloneNode(true);
        this.insert(rowEl, this.listEl);
        this.onRowsChanged();
        this.tell(_t("Row %(number)s was added.", { number: this.rows.length }));
        focusRow(rowEl);
    }

    /** A filled row leaves a line behind it, with which it comes back. */
    removeRow(rowEl) {
        const rows = this.rows;
        const number = rows.indexOf(rowEl) + 1;
        const nextEl = rows[number] || rows[number - 2];
        if (isFilled(rowEl)) {
            const noticeEl = this.makeNotice(number);
            rowEl.replaceWith(noticeEl);
            this.removed.push({ rowEl, noticeEl });
            noticeEl.querySelector("button").focus();
        } else {
            rowEl.remove();
            nextEl
                ? focusRow(nextEl)
                : this.el.querySelector(".o_customer_forms_add_row").focus();
        }
        this.onRowsChanged();
        this.tell(_t("Row %(number)s was removed.", { number }));
    }

    makeNotice(number) {
        const noticeEl = document.createElement("div");
        noticeEl.className =
            "o_customer_forms_removed alert alert-light border d-flex align-items-center gap-3 py-2";
        const textEl = document.createElement("span");
        textEl.textContent = _t("Row %(number)s was removed.", { number });
        const undoEl = document.createElement("button");
        undoEl.type = "button";
        undoEl.className = "btn btn-sm btn-outline-primary o_customer_forms_undo";
        undoEl.textContent = _t("Undo");
        noticeEl.append(textEl, undoEl);
        return noticeEl;
    }

    undo(noticeEl) {
        const { rowEl } = this.removed.find((each) => each.noticeEl === noticeEl);
        noticeEl.replaceWith(rowEl);
        this.onRowsChanged();
        focusRow(rowEl);
    }

    onRowsChanged() {
        this.renumber();
        this.el.dispatchEvent(new CustomEvent(ROWS_CHANGED, { bubbles: true }));
    }

    renumber() {
        const rows = this.rows;
        rows.forEach((rowEl, number) => {
            renumberRow(rowEl, this.key, number);
            rowEl
                .querySelector(".o_customer_forms_remove_row")
                .classList.toggle("d-none", rows.length <= this.min);
        });
        // A row that is put back must have room.
        for (const { noticeEl } of this.removed) {
            noticeEl.querySelector("button").disabled = rows.length >= this.max;
        }
    }

    /** For people who do not see the page. */
    tell(text) {
        this.el.querySelector(".o_customer_forms_row_news").textContent = text;
    }
}

/** Gives everything in a row the names it has as row `number`. */
function renumberRow(rowEl, section, number) {
    const named = new RegExp(`${section}:\\d+:`, "g");
    for (const el of rowEl.querySelectorAll(NAMING.map((name) => `[${name}]`).join())) {
        for (const attribute of NAMING) {
            const value = el.getAttribute(attribute);
            if (value) {
                el.setAttribute(attribute, value.replace(named, `${section}:${number}:`));
            }
        }
    }
    for (const el of rowEl.querySelectorAll(".o_customer_forms_row_number")) {
        el.textContent = number + 1;
    }
}

function isFilled(rowEl) {
    const inputs = [...rowEl.querySelectorAll("input, select, textarea")];
    return inputs.some((el) => (/radio|checkbox/.test(el.type) ? el.checked : el.value));
}

function focusRow(rowEl) {
    rowEl.querySelector("legend").focus();
}

registry.category("public.interactions").add("customer_forms.form_rows", FormRows);
