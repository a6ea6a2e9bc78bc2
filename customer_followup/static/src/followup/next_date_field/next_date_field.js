import { Component } from "@odoo/owl";
import { today } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { dateField } from "@web/views/fields/datetime/datetime_field";
import { quickDates } from "./quick_dates";

const LABELS = {
    tomorrow: _t("Tomorrow"),
    in_3_days: _t("In 3 days"),
    monday: _t("Next Monday"),
    in_2_weeks: _t("In 2 weeks"),
};

/** A date, with the usual ones as buttons. Pressing one again takes the date away. */
export class NextDateField extends Component {
    static template = "customer_followup.NextDateField";
    static components = { DateField: dateField.component };
    static props = dateField.component.props;

    get choices() {
        const chosen = this.props.record.data[this.props.name];
        return quickDates(today()).map(({ key, date }) => ({
            key,
            date,
            label: LABELS[key],
            isChosen: Boolean(chosen) && date.hasSame(chosen, "day"),
        }));
    }

    onChoose({ date, isChosen }) {
        return this.props.record.update({ [this.props.name]: isChosen ? false : date });
    }
}

registry.category("fields").add("customer_next_date", {
    ...dateField,
    component: NextDateField,
});
