import { registry } from "@web/core/registry";
import { FormLabel } from "@web/views/form/form_label";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { Component, xml } from "@odoo/owl";
import { ProvenanceMark } from "./provenance_mark";

// Every label of a dossier, so that a new field needs nothing of its own.
FormLabel.components = { ...FormLabel.components, ProvenanceMark };

/** The same for a value without a label: <widget name="customer_provenance" field="name"/> */
class ProvenanceWidget extends Component {
    static template = xml`<ProvenanceMark record="props.record" name="props.field"/>`;
    static components = { ProvenanceMark };
    static props = { ...standardWidgetProps, field: String };
}

registry.category("view_widgets").add("customer_provenance", {
    component: ProvenanceWidget,
    extractProps: ({ attrs }) => ({ field: attrs.field }),
});
