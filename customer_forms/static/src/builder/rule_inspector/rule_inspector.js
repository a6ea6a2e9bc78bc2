import { Component } from "@odoo/owl";
import { useBuilder } from "../builder_hook";
import { allFields, findField } from "../model/document";
import { DAYS, NUMBERS, removeRule } from "../model/rules";
import { operatorWords, ruleSentence } from "../model/sentences";
import { TextInput } from "../text_input/text_input";

const OPERATORS = ["equal", "different", "greater", "less", "at_least", "at_most"];

/** One rule between answers: a sum or an answer, compared with another or a value. */
export class RuleInspector extends Component {
    static template = "customer_forms.RuleInspector";
    static components = { TextInput };
    static props = { rule: Object };

    setup() {
        this.builder = useBuilder();
    }

    get type() {
        return findField(this.builder.document, this.props.rule.terms[0])?.type;
    }

    get operators() {
        return OPERATORS.map((operator) => [operator, operatorWords(operator, this.type)]);
    }

    get sentence() {
        return ruleSentence(this.props.rule, this.builder.document, this.builder.words);
    }

    get isDay() {
        return DAYS.includes(this.type);
    }

    questions(isComparable) {
        return allFields(this.builder.document)
            .filter((field) => field.active && isComparable(field.type))
            .map((field) => [field.key, this.builder.words(field.name)]);
    }

    /** What can be the first or only question. */
    get terms() {
        return this.questions((type) => NUMBERS.includes(type) || DAYS.includes(type));
    }

    /** What can be added to the sum. */
    get addends() {
        const { terms } = this.props.rule;
        return this.isDay
            ? []
            : this.questions((type) => NUMBERS.includes(type)).filter(
                  ([key]) => !terms.includes(key)
              );
    }

    /** The questions a place in the sum can be given to: its own and those not in it. */
    choicesAt(place) {
        const own = this.terms.filter(([key]) => key === this.props.rule.terms[place]);
        return place ? [...own, ...this.addends] : this.terms;
    }

    /** What it can be compared with. */
    get others() {
        const { terms } = this.props.rule;
        const isComparable = (type) => (this.isDay ? type === this.type : NUMBERS.includes(type));
        return this.questions(isComparable).filter(([key]) => !terms.includes(key));
    }

    set(values) {
        this.builder.set(values);
    }

    setTerm(place, key) {
        const { terms } = this.props.rule;
        if (place === 0 && !NUMBERS.includes(findField(this.builder.document, key).type)) {
            this.set({ terms: [key], other_key: null, value: null });
        } else {
            this.set({ terms: terms.map((term, index) => (index === place ? key : term)) });
        }
    }

    addTerm(key) {
        this.set({ terms: [...this.props.rule.terms, key] });
    }

    removeTerm(key) {
        this.set({ terms: this.props.rule.terms.filter((term) => term !== key) });
    }

    remove() {
        const document = removeRule(this.builder.document, this.props.rule.key);
        this.builder.apply(document, { selection: { kind: "form" } });
    }
}
