import { Component } from "@odoo/owl";
import { CheckBox } from "@web/core/checkbox/checkbox";
import { useBuilder } from "../builder_hook";
import { DepartmentPicker } from "../department_picker/department_picker";
import { InspectorGroup } from "../inspector_group/inspector_group";
import { TextInput } from "../text_input/text_input";

/** Everything that can be set for one section. */
export class SectionInspector extends Component {
    static template = "customer_forms.SectionInspector";
    static components = { CheckBox, DepartmentPicker, InspectorGroup, TextInput };
    static props = { section: Object };

    setup() {
        this.builder = useBuilder();
    }

    /** Where the answers of published questions are kept cannot change any more. */
    get isPublished() {
        return this.props.section.fields.some(({ key }) => this.builder.isPublished(key));
    }

    set(values) {
        this.builder.set(values);
    }

    setRows(name, ev) {
        const rows = Math.min(200, Math.max(0, Number.parseInt(ev.target.value) || 0));
        const { min_rows, max_rows } = { ...this.props.section, [name]: rows };
        this.set(
            name === "min_rows"
                ? { min_rows, max_rows: Math.max(min_rows, max_rows, 1) }
                : { min_rows: Math.min(min_rows, max_rows), max_rows: Math.max(max_rows, 1) }
        );
    }
}
