import { Component, onWillUnmount, useRef, useState, useSubEnv } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { SIZES } from "@web/core/ui/ui_service";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { ConflictBanner } from "../conflict_banner/conflict_banner";
import { Inspector } from "../inspector/inspector";
import { FormBuilder } from "../model/form_builder";
import { Outline } from "../outline/outline";
import { Palette } from "../palette/palette";
import { Preview } from "../preview/preview";
import { TopBar } from "../top_bar/top_bar";
import { useBuilderKeys } from "./builder_keys";
import { useQuestionDragging } from "./question_dragging";

const TABS = [
    { key: "palette", label: _t("Add"), icon: "fa-plus" },
    { key: "outline", label: _t("Questions"), icon: "fa-list" },
    { key: "inspector", label: _t("Settings"), icon: "fa-sliders" },
    { key: "preview", label: _t("Preview"), icon: "fa-eye" },
];

/** Palette, outline, live preview and settings of one form, side by side or as tabs. */
export class BuilderScreen extends Component {
    static template = "customer_forms.BuilderScreen";
    static components = { ConflictBanner, Inspector, Outline, Palette, Preview, TopBar };
    static props = { data: Object };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.ui = useState(useService("ui"));
        this.root = useRef("root");
        this.tabs = TABS;
        this.state = useState({ tab: "outline", isTrying: false });
        const { id } = this.props.data;
        const call = (method, args) =>
            this.orm.silent.call("customer.form", method, [[id], ...args]);
        this.builder = useState(new FormBuilder(this.props.data, call));
        useSubEnv({ builder: this.builder });
        useBuilderKeys(this.builder);
        useQuestionDragging(this.root, this.builder);
        useSetupAction({
            beforeLeave: ({ forceLeave } = {}) => forceLeave || this.beforeLeave(),
            beforeUnload: (ev) => this.beforeUnload(ev),
        });
        onWillUnmount(() => this.builder.saver.stop());
    }

    get isNarrow() {
        return this.ui.size < SIZES.LG;
    }

    isShown(part) {
        if (this.state.isTrying) {
            return part === "preview";
        }
        return !this.isNarrow || this.state.tab === part;
    }

    /** On a phone, what was tapped in the preview or the palette shows where it is edited. */
    goTo(tab) {
        this.state.tab = tab;
    }

    async beforeLeave() {
        if (await this.builder.saver.flush()) {
            return true;
        }
        return new Promise((resolve) => {
            this.dialog.add(ConfirmationDialog, {
                title: _t("Leave without saving?"),
                body: _t("The last changes are not saved: %(reason)s", {
                    reason: this.builder.saver.reason,
                }),
                confirmLabel: _t("Leave"),
                confirm: () => resolve(true),
                cancelLabel: _t("Stay"),
                cancel: () => resolve(false),
                dismiss: () => resolve(false),
            });
        });
    }

    beforeUnload(ev) {
        if (!this.builder.saver.isSaved) {
            this.builder.saver.flush();
            ev.preventDefault(); // the browser asks
        }
    }
}
