import { Component, useState } from "@odoo/owl";
import { getDefaultValue } from "@web/core/tree_editor/tree_editor_value_editors";
import { useBuilder } from "../builder_hook";
import {
    completed,
    earlierQuestions,
    editorOperatorsOf,
    fieldDefinition,
    fromEditorTree,
    leaves,
    ourOperator,
    toEditorTree,
} from "../model/condition_tree";
import { QuestionTreeEditor } from "./question_tree_editor";

let lastId = 0;

/** Chooses between "always", "never" and "when ...", and edits what comes behind "when". */
export class ConditionEditor extends Component {
    static template = "customer_forms.ConditionEditor";
    static components = { QuestionTreeEditor };
    static props = {
        name: String,
        tree: [Object, { value: null }],
        fieldKey: String,
        never: String,
        when: String,
        always: { type: String, optional: true },
        isAlways: { type: Boolean, optional: true },
        onAlways: { type: Function, optional: true },
        onChange: Function,
    };

    setup() {
        this.builder = useBuilder();
        this.state = useState({ id: `o_cfb_condition_${++lastId}` });
    }

    get questions() {
        return earlierQuestions(this.builder.document, this.props.fieldKey).map((field) =>
            fieldDefinition(field, this.builder.words)
        );
    }

    get editorTree() {
        return toEditorTree(this.props.tree);
    }

    get choice() {
        return this.props.tree ? "when" : this.props.isAlways ? "always" : "never";
    }

    /** Whether a value is still to be given; until then the condition is not saved. */
    get isIncomplete() {
        const { tree } = this.props;
        return leaves(tree).length !== leaves(completed(tree)).length;
    }

    begin() {
        const question = this.questions.at(-1);
        const [operator] = editorOperatorsOf(question.question);
        const value = getDefaultValue(question, operator);
        const leaf = { field: question.name, is: ourOperator(operator), value };
        this.props.onChange({ match: "all", of: [leaf] });
    }

    update(editorTree) {
        this.props.onChange(fromEditorTree(editorTree));
    }
}
