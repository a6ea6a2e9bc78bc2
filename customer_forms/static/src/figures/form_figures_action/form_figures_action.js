import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { ChannelTable } from "../channel_table/channel_table";
import { FigureCards } from "../figure_cards/figure_cards";
import { lastDays } from "../format";
import { Funnel } from "../funnel/funnel";
import { QuestionTable } from "../question_table/question_table";

/** How a form does: who opened, began and sent it, and where people stop. */
export class FormFiguresAction extends Component {
    static template = "customer_forms.FormFiguresAction";
    static components = { ChannelTable, FigureCards, Funnel, Layout, QuestionTable };
    static props = { ...standardActionServiceProps };
    static path = "form-figures";
    static displayName = _t("Figures");

    setup() {
        this.orm = useService("orm");
        const { action, resId } = this.props;
        this.formId = resId || action.params?.form_id || action.context?.active_id;
        this.display = { controlPanel: {} };
        this.state = useState({ days: 30, ...lastDays(30), version: "", figures: null });
        onWillStart(() => this.load());
    }

    get periods() {
        return [7, 30, 90].map((days) => ({ days, label: _t("%s days", days) }));
    }

    async load() {
        const { since, until, version } = this.state;
        const args = [[this.formId], since, until, Number(version) || null];
        this.state.figures = await this.orm.call("customer.form", "read_figures", args);
        this.props.updateActionState?.({ resId: this.formId });
        this.env.config?.setDisplayName?.(
            _t("Figures of “%s”", this.state.figures.name || this.formId)
        );
    }

    choosePeriod(days) {
        Object.assign(this.state, { days, ...lastDays(days) });
        return this.load();
    }

    chooseDay(name, ev) {
        Object.assign(this.state, { days: 0, [name]: ev.target.value || null });
        return this.load();
    }

    chooseVersion(ev) {
        this.state.version = ev.target.value;
        return this.load();
    }

    print() {
        window.print();
    }
}

registry.category("actions").add("customer_forms.figures", FormFiguresAction);
