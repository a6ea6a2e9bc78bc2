import { Component } from "@odoo/owl";
import { useBuilder } from "../builder_hook";
import { FormInspector } from "../form_inspector/form_inspector";
import { QuestionInspector } from "../question_inspector/question_inspector";
import { RuleInspector } from "../rule_inspector/rule_inspector";
import { SectionInspector } from "../section_inspector/section_inspector";

/** The settings of what is selected. */
export class Inspector extends Component {
    static template = "customer_forms.Inspector";
    static components = { FormInspector, QuestionInspector, RuleInspector, SectionInspector };
    static props = {};

    setup() {
        this.builder = useBuilder();
    }

    get problem() {
        const { kind, key } = this.builder.selection;
        return this.builder.problemOf(kind === "form" ? "" : key);
    }
}
