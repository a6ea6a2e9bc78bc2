import { Component, markup, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

let asking = null;

/** The stories of all cards that are drawn together, in one call. */
function readStory(orm, id) {
    if (!asking) {
        const ids = [];
        const answer = Promise.resolve().then(() => {
            asking = null;
            return orm.silent.read("crm.lead", ids, ["story"]);
        });
        asking = { ids, answer };
    }
    asking.ids.push(id);
    return asking.answer.then((rows) => rows.find((row) => row.id === id)?.story || "");
}

/**
 * What was asked for, what was done and how it ended, on the card of a need. It is read
 * when somebody looks at it: most people open a customer for something else.
 */
export class CustomerNeedStory extends Component {
    static template = "customer_followup.CustomerNeedStory";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.keepLast = new KeepLast();
        this.state = useState({ story: "" });
        onWillStart(() => this.load(this.props.record));
        onWillUpdateProps((props) => this.load(props.record));
    }

    async load(record) {
        const story = await this.keepLast.add(readStory(this.orm, record.resId));
        this.state.story = markup(story);
    }
}

registry.category("view_widgets").add("customer_need_story", {
    component: CustomerNeedStory,
});
