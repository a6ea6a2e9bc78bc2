import { Component } from "@odoo/owl";
import { SelectMenu } from "@web/core/select_menu/select_menu";
import { useBuilder } from "../builder_hook";

/** Chooses departments (sales teams). */
export class DepartmentPicker extends Component {
    static template = "customer_forms.DepartmentPicker";
    static components = { SelectMenu };
    static props = { label: String, departments: Array, onChange: Function, help: String };

    setup() {
        this.builder = useBuilder();
    }

    get choices() {
        return this.builder.data.departments.map(({ id, name }) => ({ value: id, label: name }));
    }

    get chosen() {
        return this.props.departments.map(({ id }) => id);
    }

    choose(ids) {
        const { departments } = this.builder.data;
        this.props.onChange(departments.filter(({ id }) => ids.includes(id)));
    }
}
