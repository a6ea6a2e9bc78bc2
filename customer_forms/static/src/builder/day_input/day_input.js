import { Component } from "@odoo/owl";
import { formatDay, parseDay } from "../model/days";

const { DateTime } = luxon;

/** A day limit: none, so many days around today, or a date. */
export class DayInput extends Component {
    static template = "customer_forms.DayInput";
    static props = { label: String, day: [String, { value: null }], onChange: Function };

    get day() {
        return parseDay(this.props.day);
    }

    get side() {
        return this.day.days < 0 ? "before" : "after";
    }

    setKind(kind) {
        const date = DateTime.local().toISODate();
        this.props.onChange(formatDay({ kind, days: 0, date }));
    }

    setDays(count, side) {
        const days = (Number.parseInt(count) || 0) * (side === "before" ? -1 : 1);
        this.props.onChange(formatDay({ kind: "today", days }));
    }

    setDate(date) {
        this.props.onChange(formatDay({ kind: "date", date }));
    }
}
