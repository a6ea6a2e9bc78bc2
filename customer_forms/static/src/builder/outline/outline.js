import { Component, useEffect, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { ArchivedList } from "../archived_list/archived_list";
import { useBuilder } from "../builder_hook";
import { addNewSection, archivedFields, moveSelected, removeSelected } from "../model/commands";
import { isSame, neighbour } from "../model/outline";
import { OutlineSection } from "../outline_section/outline_section";

const FORM = { kind: "form" };

/** The sections and questions in order; by mouse or by keyboard, as a tree. */
export class Outline extends Component {
    static template = "customer_forms.Outline";
    static components = { ArchivedList, OutlineSection };
    static props = {};

    setup() {
        this.builder = useBuilder();
        this.notification = useService("notification");
        this.tree = useRef("tree");
        this.form = FORM;
        useEffect(
            () => this.showSelected(),
            () => [this.builder.selection, this.builder.isRenaming, this.builder.document]
        );
    }

    get archived() {
        return archivedFields(this.builder);
    }

    get hasQuestions() {
        return this.builder.document.sections.some(({ fields }) => fields.length);
    }

    isSelected(row) {
        return isSame(row, this.builder.selection);
    }

    /** Keeps the selected row in sight, and the focus on it where the tree has it. */
    showSelected() {
        const row = this.tree.el.querySelector("[aria-selected='true'] > .o_cfb_row");
        row?.scrollIntoView({ block: "nearest" });
        if (this.hadFocus && !this.builder.isRenaming) {
            row?.focus({ preventScroll: true });
        }
    }

    get hadFocus() {
        const active = document.activeElement;
        return active === document.body || this.tree.el.contains(active);
    }

    onKeydown(ev) {
        if (ev.target.matches("input")) {
            return; // a label is being typed
        }
        const key = `${ev.altKey ? "alt+" : ""}${ev.key}`;
        const act = {
            ArrowDown: () => this.go(1),
            ArrowUp: () => this.go(-1),
            "alt+ArrowDown": () => moveSelected(this.builder, 1),
            "alt+ArrowUp": () => moveSelected(this.builder, -1),
            Home: () => this.go(-Infinity),
            End: () => this.go(Infinity),
            Delete: () => this.remove(),
            Enter: () => this.rename(),
            F2: () => this.rename(),
        }[key];
        if (act) {
            ev.preventDefault();
            ev.stopPropagation();
            act();
        }
    }

    go(step) {
        this.builder.select(neighbour(this.builder.document, this.builder.selection, step));
    }

    rename() {
        this.builder.isRenaming = this.builder.selection.kind !== "form";
    }

    remove() {
        const told = removeSelected(this.builder);
        if (told) {
            this.notification.add(told, {
                type: "info",
                buttons: [{ name: _t("Undo"), onClick: () => this.builder.undo() }],
            });
        }
    }

    addSection() {
        addNewSection(this.builder);
    }
}
