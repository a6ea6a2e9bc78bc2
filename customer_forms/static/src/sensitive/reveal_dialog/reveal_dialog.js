import { browser } from "@web/core/browser/browser";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { useAutofocus, useService } from "@web/core/utils/hooks";
import { Component, onWillDestroy, useEffect, useRef, useState } from "@odoo/owl";
import { readyPurposes } from "../purposes";

export const SHOWN_SECONDS = 30;

/**
 * Asks what a value is needed for, then shows it for half a minute. The value lives in
 * this dialog only: neither the record nor any cache has it, and it goes with the dialog.
 */
export class RevealDialog extends Component {
    static template = "customer_forms.RevealDialog";
    static components = { Dialog };
    static props = {
        close: Function,
        resModel: String,
        resId: Number,
        name: String,
        label: { type: String, optional: true },
        mask: { type: String, optional: true },
        sensitivity: { type: String, optional: true },
    };

    setup() {
        this.orm = useService("orm");
        this.words = useAutofocus({ refName: "words", mobile: false });
        this.value = useRef("value");
        this.next = useRef("next");
        this.state = useState({
            stage: "asking", // then "shown", then "hidden"
            isBusy: false,
            words: "",
            problem: "",
            hint: "",
            revealed: null,
            secondsLeft: 0,
        });
        // whoever uses the keyboard goes on where the buttons of the new stage are
        useEffect(
            (stage) => stage !== "asking" && this.next.el?.focus(),
            () => [this.state.stage]
        );
        onWillDestroy(() => this.hide());
    }

    get title() {
        return this.props.label ? _t("Show: %s", this.props.label) : _t("Show the Value");
    }

    get purposes() {
        return readyPurposes(this.props.sensitivity);
    }

    get linkText() {
        return this.state.revealed.link.startsWith("tel:") ? _t("Call") : _t("Write");
    }

    get countdown() {
        return _t("Hidden again in %s s", this.state.secondsLeft);
    }

    /** Shows the value for a purpose; a second click while the server is asked does nothing. */
    async reveal(purpose) {
        if (this.state.isBusy || this.state.stage !== "asking") {
            return;
        }
        this.state.problem = purpose.trim() ? "" : _t("Say what you need it for.");
        if (this.state.problem) {
            this.words.el.focus();
            return;
        }
        this.state.isBusy = true;
        try {
            const { resModel, resId, name } = this.props;
            this.show(await this.orm.call(resModel, "reveal", [[resId], name, purpose.trim()]));
        } catch (error) {
            this.state.problem = problemOf(error);
            if (!this.state.problem) {
                this.props.close();
                throw error;
            }
        } finally {
            this.state.isBusy = false;
        }
    }

    show(revealed) {
        this.state.revealed = revealed;
        this.state.stage = "shown";
        const until = Date.now() + SHOWN_SECONDS * 1000;
        this.state.secondsLeft = SHOWN_SECONDS;
        this.clock = browser.setInterval(() => {
            this.state.secondsLeft = Math.ceil((until - Date.now()) / 1000);
            if (this.state.secondsLeft <= 0) {
                this.hide();
            }
        }, 1000);
    }

    hide() {
        browser.clearInterval(this.clock);
        if (this.state.stage === "shown") {
            this.state.stage = "hidden";
        }
        this.state.revealed = null;
        this.state.hint = "";
    }

    async copy() {
        try {
            await browser.navigator.clipboard.writeText(this.state.revealed.value);
            this.state.hint = _t("Copied.");
        } catch {
            // without HTTPS browsers keep the clipboard to themselves
            document.getSelection().selectAllChildren(this.value.el);
            this.state.hint = _t("This browser does not copy for us. It is selected: press Ctrl+C.");
        }
    }
}

/** What went wrong, for the person; "" for what is no answer to what he did. */
function problemOf(error) {
    if (error instanceof ConnectionLostError) {
        return _t("The server did not answer. Try again.");
    }
    const inWords = registry.category("error_dialogs").contains(error.exceptionName);
    return error instanceof RPCError && inWords ? error.data.message : "";
}
