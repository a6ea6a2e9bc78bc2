import { _t } from "@web/core/l10n/translation";
import { Dialog } from "@web/core/dialog/dialog";
import { useService } from "@web/core/utils/hooks";
import { Component, onWillStart, useState } from "@odoo/owl";
import { SensitiveValue } from "@customer_forms/sensitive/sensitive_value/sensitive_value";

/** Everything somebody said of one value: what it is, what it was, what is to be decided. */
export class HistoryDialog extends Component {
    static template = "customer_followup.HistoryDialog";
    static components = { Dialog, SensitiveValue };
    static props = { resId: Number, name: String, onChanged: Function, close: Function };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ label: "", entries: [], canDecide: false });
        onWillStart(() => this.load());
    }

    get title() {
        return _t("Where it came from: %s", this.state.label);
    }

    async load() {
        const history = await this.orm.call("customer.dossier", "get_value_history", [
            [this.props.resId],
            this.props.name,
        ]);
        Object.assign(this.state, {
            label: history.label,
            canDecide: history.can_decide,
            entries: history.entries,
        });
    }

    stateWords(entry) {
        return {
            open: _t("To decide"),
            current: _t("In the dossier"),
            former: _t("Former"),
            refused: _t("Refused"),
        }[entry.state];
    }

    /** Of what the dossier has, the dossier tells. */
    valueProps(entry) {
        const name = entry.state === "current" ? "now_value" : "value";
        const known = entry.sensitive_levels?.[name] || {};
        return {
            text: entry[name] || "",
            resModel: "customer.fact",
            resId: entry.id,
            name,
            level: known.level,
            sensitivity: known.class,
            label: this.state.label,
        };
    }

    async decide(entry, method) {
        await this.orm.call("customer.fact", method, [[entry.id]]);
        await this.load();
        await this.props.onChanged();
    }
}
