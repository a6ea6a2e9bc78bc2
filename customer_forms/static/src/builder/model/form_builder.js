import { markRaw } from "@odoo/owl";
import { Reactive } from "@web/core/utils/reactive";
import { findProblems } from "./checks";
import { findField, findRule, findSection, updateField, updateForm, updateSection } from "./document";
import { updateRule } from "./rules";
import { DraftSaver } from "./draft_saver";
import { beginHistory, canRedo, canUndo, record, redo, undo } from "./history";
import { isSame } from "./outline";
import { ownText, textIn, withText } from "./texts";

const FORM = { kind: "form" };
const UPDATES = { section: updateSection, field: updateField, rule: updateRule };

/** The form being designed: its document, what is selected, in which language, its past. */
export class FormBuilder extends Reactive {
    selection = FORM;
    /** What a screen reader is told about the last change. */
    announcement = "";
    /** Changes when something else is selected, not when what is selected gets another key. */
    selections = 0;
    /** Whether the label of the selected row is being typed in the outline. */
    isRenaming = false;

    /**
     * @param {Object} data as `builder_load` gives it
     * @param {(method: string, args: any[]) => Promise} call a method of the form
     */
    constructor(data, call) {
        super();
        this.data = markRaw(data);
        this.mainLang = data.lang;
        this.lang = data.lang;
        this.types = markRaw(Object.fromEntries(data.types.map((type) => [type.key, type])));
        this.formats = markRaw(Object.fromEntries(data.formats));
        this.saver = new DraftSaver(call, data, (document) => this.firstProblem(document));
        this.begin(data.document);
    }

    begin(document) {
        this.document = markRaw(document);
        this.history = markRaw(beginHistory({ document, selection: FORM }));
    }

    /**
     * Go on with the draft as the server has it now; what was here is one undo away.
     */
    async reload() {
        const data = await this.saver.call("builder_load", []);
        const { document } = data;
        this.data = markRaw(data);
        this.document = markRaw(document);
        this.saver.adopt(data);
        this.select(this.isThere(this.selection) ? this.selection : FORM);
        const snapshot = { document, selection: this.selection };
        this.history = markRaw(record(this.history, snapshot, null, Date.now()));
    }

    // ------------------------------------------------------------
    // Reading
    // ------------------------------------------------------------

    get words() {
        return (texts) => textIn(texts, this.lang);
    }

    get field() {
        return this.selection.kind === "field" && findField(this.document, this.selection.key);
    }

    get section() {
        return this.selection.kind === "section" && findSection(this.document, this.selection.key);
    }

    get rule() {
        return this.selection.kind === "rule" && findRule(this.document, this.selection.key);
    }

    /** What an input for a text shows in the language being edited. */
    ownText(texts) {
        return ownText(texts, this.lang, this.mainLang);
    }

    withText(texts, text) {
        return withText(texts, this.lang, this.mainLang, text);
    }

    isPublished(key) {
        return key in this.data.published.fields;
    }

    publishedOptions(fieldKey) {
        return this.data.published.options[fieldKey] || [];
    }

    /** The problem of a question or section, the server's or one seen here. */
    problemOf(key) {
        const { failedKey, reason } = this.saver;
        return (
            findProblems(this.document, this.words)[key] ||
            (failedKey === key && reason ? reason : null)
        );
    }

    firstProblem(document) {
        const [first] = Object.entries(findProblems(document, this.words));
        return first ? { key: first[0], reason: first[1] } : null;
    }

    // ------------------------------------------------------------
    // Changing
    // ------------------------------------------------------------

    select(selection) {
        if (!isSame(selection, this.selection)) {
            this.selection = selection;
            this.selections++;
            this.isRenaming = false;
        }
    }

    /**
     * @param {Object} document the changed document
     * @param {{tag?: string, selection?: Object}} options `tag` joins it with the change
     *  before in one step of undo
     */
    apply(document, { tag = null, selection = this.selection } = {}) {
        this.document = markRaw(document);
        this.select(selection);
        this.history = markRaw(record(this.history, { document, selection }, tag, Date.now()));
        this.saver.schedule(document);
    }

    /** Give what is selected another key, without taking the input from under the person. */
    applyRenamed(document, selection) {
        this.selection = selection;
        this.apply(document);
    }

    /** Set values of what is selected; a text being typed is one step of undo. */
    set(values) {
        const { kind, key } = this.selection;
        const tag = `${Object.keys(values)} of ${kind} ${key}`;
        const document =
            kind === "form"
                ? updateForm(this.document, values)
                : UPDATES[kind](this.document, key, values);
        this.apply(document, { tag });
    }

    get canUndo() {
        return canUndo(this.history);
    }

    get canRedo() {
        return canRedo(this.history);
    }

    undo() {
        this.travel(undo(this.history));
    }

    redo() {
        this.travel(redo(this.history));
    }

    travel(history) {
        if (history === this.history) {
            return;
        }
        const { document, selection } = history.past.at(-1);
        this.history = markRaw(history);
        this.document = markRaw(document);
        this.select(this.isThere(selection) ? selection : FORM);
        this.saver.schedule(document);
    }

    isThere({ kind, key }) {
        const find = { field: findField, section: findSection, rule: findRule }[kind];
        return !find || Boolean(find(this.document, key));
    }
}
