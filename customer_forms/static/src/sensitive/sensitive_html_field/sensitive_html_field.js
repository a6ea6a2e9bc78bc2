import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { Component, useEffect, useRef, xml } from "@odoo/owl";
import { SensitiveValue } from "../sensitive_value/sensitive_value";

/**
 * Text that the server rendered, with buttons on the values this user may ask for. It
 * marks them with ``o_customer_sensitive``; ``data-model`` and ``data-id`` say whose value
 * it is when it is not the record's own, e.g. that of a row.
 */
export class SensitiveHtmlField extends Component {
    static template = xml`<div t-ref="html" t-out="html" />`;
    static props = { ...standardFieldProps };

    setup() {
        this.content = useRef("html");
        useEffect(
            (el) => {
                const spans = el.querySelectorAll(".o_customer_sensitive[data-name]");
                const roots = [...spans].map((span) => this.mountValue(span));
                return () => roots.forEach((root) => root.destroy());
            },
            () => [this.content.el, String(this.html)]
        );
    }

    get html() {
        return this.props.record.data[this.props.name] || "";
    }

    mountValue(span) {
        const props = this.propsOf(span);
        const root = this.__owl__.app.createRoot(SensitiveValue, { props, env: this.env });
        span.replaceChildren();
        root.mount(span);
        return root;
    }

    propsOf(span) {
        const { record } = this.props;
        const { name, level, sensitivity, label, model, id } = span.dataset;
        return {
            text: span.textContent.trim(),
            resModel: model || record.resModel,
            resId: Number(id) || record.resId,
            name,
            level,
            sensitivity,
            label,
        };
    }
}

registry.category("fields").add("sensitive_html", {
    component: SensitiveHtmlField,
    displayName: _t("Text with Sensitive Values"),
    supportedTypes: ["html"],
});
