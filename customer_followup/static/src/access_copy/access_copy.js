import { _t } from "@web/core/l10n/translation";
import { download } from "@web/core/network/download";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, onWillStart, useState } from "@odoo/owl";

const PAGE = 80;

/** The masked copy of its requester: the granted columns, the number across the screen. */
export class AccessCopy extends Component {
    static template = "customer_followup.AccessCopy";
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.marks = Array.from({ length: 60 }, (_, place) => place);
        this.state = useState({ head: null, rows: [], total: 0, offset: 0, isBusy: false });
        onWillStart(() => this.load(0));
    }

    get requestId() {
        return this.props.action.params?.request_id || this.props.action.context.active_id;
    }

    get last() {
        return Math.min(this.state.offset + PAGE, this.state.total);
    }

    get until() {
        return _t("until %(day)s", { day: this.state.head.until });
    }

    get downloadLabel() {
        const { form, downloads_left } = this.state.head;
        return form === "xlsx"
            ? _t("Excel file (%(count)s more)", { count: downloads_left })
            : _t("PDF (%(count)s more)", { count: downloads_left });
    }

    get watermark() {
        const { number, requester } = this.state.head;
        return `${number} ${requester}`;
    }

    call(method, ...args) {
        return this.orm.call("customer.access.request", method, [[this.requestId], ...args]);
    }

    async load(offset) {
        const [head, { total, rows }] = await Promise.all([
            this.call("get_copy_head"),
            this.call("get_copy_rows", offset, PAGE),
        ]);
        Object.assign(this.state, { head, total, rows, offset });
    }

    turn(pages) {
        return this.load(this.state.offset + pages * PAGE);
    }

    async downloadCopy() {
        this.state.isBusy = true;
        try {
            await download({
                url: `/customer_followup/copy/${this.requestId}/${this.state.head.form}`,
                data: {},
            });
        } finally {
            this.state.isBusy = false;
            this.state.head = await this.call("get_copy_head");
        }
    }

    openRequest() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "customer.access.request",
            res_id: this.requestId,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("customer_access_copy", AccessCopy);
