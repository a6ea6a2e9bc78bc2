import { markRaw } from "@odoo/owl";
import { ConnectionLostError, RPCError } from "@web/core/network/rpc";
import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { Mutex } from "@web/core/utils/concurrency";
import { Reactive } from "@web/core/utils/reactive";
import { changedKey } from "./checks";
import { completed } from "./condition_tree";
import { CONDITIONS } from "./document";

const DELAY = 700;
const RETRY_DELAY = 5000;
/** Two people save within the same moment. */
const BUSY_DELAY = 1000;

/**
 * Keeps the draft on the server as the person changes it.
 *
 * `status` is "saved", "pending", "saving", "failed" (with `reason`, and `failedKey`, the
 * key of what caused it as far as that is known) or "conflict" (with `conflict`).
 */
export class DraftSaver extends Reactive {
    status = "saved";
    reason = "";
    failedKey = null;
    conflict = null;
    /** Counts the drafts saved: the preview shows the newest. */
    saves = 0;

    /**
     * @param {(method: string, args: any[]) => Promise} call a method of the form
     * @param {Object} data as `builder_load` gives it
     * @param {(document: Object) => ?{key, reason}} findProblem what need not be sent
     */
    constructor(call, data, findProblem) {
        super();
        this.call = call;
        this.findProblem = findProblem;
        this.saved = data.document;
        this.pending = null;
        this.mutex = markRaw(new Mutex());
        this.follow(data);
    }

    follow({ token, state, version, has_unpublished_changes }) {
        Object.assign(this, { token, state, version, has_unpublished_changes });
    }

    /** Begin anew with a draft the server has. */
    adopt(data) {
        browser.clearTimeout(this.timer);
        this.follow(data);
        Object.assign(this, { saved: data.document, pending: null, status: "saved" });
        Object.assign(this, { reason: "", failedKey: null, conflict: null });
        this.saves++;
    }

    get isSaved() {
        return !this.pending;
    }

    schedule(document) {
        this.pending = document;
        if (this.status !== "conflict") {
            this.status = "pending";
            this.retryIn(DELAY);
        }
    }

    retryIn(delay) {
        browser.clearTimeout(this.timer);
        this.timer = browser.setTimeout(() => this.flush(), delay);
    }

    stop() {
        browser.clearTimeout(this.timer);
    }

    /**
     * Save now what is not saved yet.
     *
     * @param {boolean} takeOver although somebody else changed the draft
     * @returns {Promise<boolean>} whether everything is saved
     */
    async flush(takeOver = false) {
        browser.clearTimeout(this.timer);
        return this.mutex.exec(() => this.save(takeOver));
    }

    async save(takeOver) {
        const document = this.pending;
        if (!document || (this.status === "conflict" && !takeOver)) {
            return !document;
        }
        const problem = this.findProblem(document);
        if (problem) {
            return this.fail(problem.reason, problem.key);
        }
        this.status = "saving";
        let answer;
        try {
            answer = await this.call("builder_save", [payload(document), this.token, takeOver]);
        } catch (error) {
            return this.explain(error, document);
        }
        if (answer.busy) {
            this.retryIn(BUSY_DELAY);
            return this.fail(
                _t("Somebody else is saving this form just now; it will be tried again."),
                null
            );
        }
        if (answer.problems) {
            const [{ key, message }] = answer.problems;
            return this.fail(message, key ?? changedKey(this.saved, document));
        }
        return answer.conflict ? this.meet(answer.conflict) : this.settle(document, answer);
    }

    settle(document, answer) {
        this.follow(answer);
        this.saved = document;
        this.saves++;
        Object.assign(this, { reason: "", failedKey: null, conflict: null });
        if (this.pending === document) {
            this.pending = null;
        }
        this.status = this.pending ? "pending" : "saved";
        return !this.pending;
    }

    meet(conflict) {
        Object.assign(this, { status: "conflict", conflict });
        return false;
    }

    fail(reason, key) {
        Object.assign(this, { status: "failed", reason: reason.toString(), failedKey: key });
        return false;
    }

    explain(error, document) {
        if (error instanceof ConnectionLostError) {
            this.retryIn(RETRY_DELAY);
            return this.fail(_t("There is no connection; it will be tried again."), null);
        }
        if (error instanceof RPCError) {
            const reason = error.data?.message || error.message;
            return this.fail(reason, changedKey(this.saved, document));
        }
        throw error;
    }
}

/** The document as the server takes it: conditions still to be completed are left out. */
function payload(document) {
    const finish = (field) =>
        Object.fromEntries(CONDITIONS.map((name) => [name, completed(field[name])]));
    return {
        ...document,
        sections: document.sections.map((section) => ({
            ...section,
            fields: section.fields.map((field) => ({ ...field, ...finish(field) })),
        })),
    };
}
