import { Select } from "@web/core/tree_editor/tree_editor_components";
import { TreeEditor } from "@web/core/tree_editor/tree_editor";
import {
    getDefaultValue,
    getValueEditorInfo,
} from "@web/core/tree_editor/tree_editor_value_editors";
import { condition } from "@web/core/tree_editor/condition_tree";
import { editorOperatorsOf, ourOperator } from "../model/condition_tree";
import { operatorWords } from "../model/sentences";

/** Odoo's tree editor over the questions of a form instead of the fields of a model. */
export class QuestionTreeEditor extends TreeEditor {
    static components = { ...TreeEditor.components, TreeEditor: QuestionTreeEditor };
    static props = { tree: Object, questions: Array, update: Function };
    static defaultProps = { ...TreeEditor.defaultProps };

    /** Where the parent asks the server about fields, the questions are at hand. */
    async prepareInfo(props) {
        const byKey = Object.fromEntries(props.questions.map((each) => [each.name, each]));
        this.getFieldDef = (path) => byKey[path] || null;
        this.defaultCondition = this.conditionOn(props.questions[0]);
    }

    conditionOn(question) {
        const [operator] = editorOperatorsOf(question.question);
        return condition(question.name, operator, getDefaultValue(question, operator));
    }

    getPathEditorInfo() {
        return {
            component: Select,
            extractProps: ({ value, update }) => ({
                value,
                update,
                options: this.props.questions.map(({ name, string }) => [name, string]),
            }),
            isSupported: (path) => Boolean(this.getFieldDef(path)),
            defaultValue: () => this.defaultCondition.path,
            stringify: (path) => String(path),
        };
    }

    getOperatorEditorInfo(node) {
        const type = this.getFieldDef(node.path)?.question;
        const options = editorOperatorsOf(type).map((operator) => [
            operator,
            operatorWords(ourOperator(operator), type),
        ]);
        return {
            component: Select,
            extractProps: ({ value: [operator], update }) => ({
                value: operator,
                update: (changed) => update(changed, false),
                options,
            }),
            isSupported: ([operator]) => options.some(([each]) => each === operator),
            defaultValue: () => options[0][0],
            stringify: ([operator]) => String(operator),
        };
    }

    getValueEditorInfo(node) {
        const question = this.getFieldDef(node.path) || { type: "char" };
        return getValueEditorInfo(question, node.operator);
    }

    _updatePath(node, path) {
        Object.assign(node, this.conditionOn(this.getFieldDef(path)));
    }
}
