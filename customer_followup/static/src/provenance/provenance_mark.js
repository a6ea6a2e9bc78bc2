import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { Component } from "@odoo/owl";
import { HistoryDialog } from "./history_dialog";

const ICONS = {
    user: "fa-user-o",
    submission: "fa-wpforms",
    import: "fa-table",
    followup: "fa-comment-o",
    merge: "fa-compress",
    request: "fa-balance-scale",
    unknown: "fa-question-circle-o",
};
/** The name of an organisation is shown in a field of its own. */
const STATED_AS = { customer_name: "name" };

/** A small sign beside a value of a dossier: where it came from, and a way to its history. */
export class ProvenanceMark extends Component {
    static template = "customer_followup.ProvenanceMark";
    static props = { record: Object, name: String };

    setup() {
        this.dialog = useService("dialog");
    }

    get name() {
        return STATED_AS[this.props.name] || this.props.name;
    }

    get mark() {
        const { record } = this.props;
        return record.resId ? record.data.provenance?.[this.name] : undefined;
    }

    get icon() {
        return this.mark.open ? "fa-columns text-warning" : ICONS[this.mark.origin];
    }

    get words() {
        const source = this.mark.text ? _t("From: %s", this.mark.text) : "";
        const open = this.mark.open ? _t("The customer said something else.") : "";
        return [source, open].filter(Boolean).join(" ");
    }

    open() {
        const { record } = this.props;
        this.dialog.add(HistoryDialog, {
            resId: record.resId,
            name: this.name,
            onChanged: () => record.load(),
        });
    }
}
