import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { duration, percent } from "../format";

export class FigureCards extends Component {
    static template = "customer_forms.FigureCards";
    static props = { totals: Object, staff: Object };

    get cards() {
        const { totals } = this.props;
        return [
            {
                name: "opened",
                label: _t("Opened"),
                value: totals.opened,
                help: _t(
                    "Visits of the page by a browser that runs scripts, and of others that sent the form. Opening it again is another visit; going on with a draft is not."
                ),
            },
            {
                name: "started",
                label: _t("Started"),
                value: totals.started,
                note: percent(totals.start_rate),
                help: _t("Gave at least one answer."),
            },
            {
                name: "finished",
                label: _t("Submitted"),
                value: totals.finished,
                help: _t("Submitted the form: a complete, in the words of surveys."),
            },
            {
                name: "completion",
                label: _t("Completion Rate"),
                value: percent(totals.completion),
                help: _t(
                    "Sent, of those who started. The others broke off; who is filling it in now counts among them until it is sent."
                ),
            },
            {
                name: "median",
                label: _t("Median Time"),
                value: duration(totals.median),
                help: _t(
                    "From opening to sending, breaks included: half of the visitors took less. To 3 percent."
                ),
            },
            {
                name: "corrected",
                label: _t("Corrected"),
                value: percent(totals.corrected),
                help: _t("Of those who started: were shown an error at one question or more."),
            },
        ];
    }
}
