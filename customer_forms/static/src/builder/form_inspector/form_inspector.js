import { Component } from "@odoo/owl";
import { CheckBox } from "@web/core/checkbox/checkbox";
import { useBuilder } from "../builder_hook";
import { DepartmentPicker } from "../department_picker/department_picker";
import { InspectorGroup } from "../inspector_group/inspector_group";
import { allFields } from "../model/document";
import { NUMBERS, addRule, removeRule } from "../model/rules";
import { ruleSentence } from "../model/sentences";
import { TextInput } from "../text_input/text_input";

/** Everything that can be set for the form as a whole, and its rules between answers. */
export class FormInspector extends Component {
    static template = "customer_forms.FormInspector";
    static components = { CheckBox, DepartmentPicker, InspectorGroup, TextInput };
    static props = { form: Object };

    setup() {
        this.builder = useBuilder();
    }

    set(values) {
        this.builder.set(values);
    }

    get rules() {
        const { document, words } = this.builder;
        return document.rules.map((rule) => ({
            key: rule.key,
            level: rule.level,
            sentence: ruleSentence(rule, document, words),
            problem: this.builder.problemOf(rule.key),
        }));
    }

    get firstNumber() {
        return allFields(this.builder.document).find(
            (field) => field.active && NUMBERS.includes(field.type)
        );
    }

    addRule() {
        const { document, key } = addRule(this.builder.document, this.firstNumber.key);
        this.builder.apply(document, { selection: { kind: "rule", key } });
    }

    removeRule(key) {
        this.builder.apply(removeRule(this.builder.document, key));
    }
}
