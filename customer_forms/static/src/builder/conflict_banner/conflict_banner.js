import { Component } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
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
            "%(person)s changed this form at %(time)s. Your last changes are not saved: look at the other version first, or keep yours.",
            { person: by, time: formatDateTime(deserializeDateTime(at)) }
        );
    }

    reload() {
        this.builder.saver.stop();
        this.builder.saver.pending = null;
        browser.location.reload();
    }
}
