import { Component } from "@odoo/owl";
import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { useBuilder } from "../builder_hook";

/** Says that somebody else changed the form meanwhile, and lets the person decide. */
export class ConflictBanner extends Component {
    static template = "customer_forms.ConflictBanner";
    static props = {};

    setup() {
        this.builder = useBuilder();
    }

    get sentence() {
        const { by, at } = this.builder.saver.conflict;
        return _t(
            "%(person)s changed this form at %(time)s. Your last changes are not saved. Look at the other version (undo brings yours back), or keep yours.",
            { person: by, time: formatDateTime(deserializeDateTime(at)) }
        );
    }
}
