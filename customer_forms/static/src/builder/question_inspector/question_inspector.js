import { Component, useState } from "@odoo/owl";
import { CheckBox } from "@web/core/checkbox/checkbox";
import { _t } from "@web/core/l10n/translation";
import { useBuilder } from "../builder_hook";
import { ConditionEditor } from "../condition_editor/condition_editor";
import { InspectorGroup } from "../inspector_group/inspector_group";
import { LimitsEditor } from "../limits_editor/limits_editor";
import { changeKey, nameKey } from "../model/commands";
import { allFields } from "../model/document";
import { isKey } from "../model/keys";
import { questionSentence } from "../model/sentences";
import { classOf, possibleClasses } from "../model/sensitivity";
import { NecessityEditor } from "../necessity_editor/necessity_editor";
import { OptionsEditor } from "../options_editor/options_editor";
import { SensitivityEditor } from "../sensitivity_editor/sensitivity_editor";
import { TextInput } from "../text_input/text_input";

/** Everything that can be set for one question. */
export class QuestionInspector extends Component {
    static template = "customer_forms.QuestionInspector";
    static components = {
        CheckBox,
        ConditionEditor,
        InspectorGroup,
        LimitsEditor,
        NecessityEditor,
        OptionsEditor,
        SensitivityEditor,
        TextInput,
    };
    static props = { field: Object };

    setup() {
        this.builder = useBuilder();
        this.state = useState({ keyProblem: "" });
    }

    get type() {
        return this.builder.types[this.props.field.type];
    }

    get helpLabel() {
        return _t("Help").toString();
    }

    get textLabel() {
        return _t("Text").toString();
    }

    has(setting) {
        return this.type.settings.includes(setting);
    }

    get sentence() {
        return questionSentence(this.props.field, this.builder.document, {
            words: this.builder.words,
            settings: this.type.settings,
            formats: this.builder.formats,
        });
    }

    /** Once there are answers, only the types that keep their meaning. */
    get types() {
        const { data } = this.builder;
        const published = data.published.fields[this.props.field.key];
        const allowed = published && [published, ...this.builder.types[published].may_become];
        return allowed ? data.types.filter(({ key }) => allowed.includes(key)) : data.types;
    }

    /** The meanings this question can have: each is given once, and fits some types only. */
    get roles() {
        const { key, type } = this.props.field;
        const used = allFields(this.builder.document)
            .filter((field) => field.active && field.key !== key)
            .map((field) => field.role);
        return this.builder.data.roles.filter(
            (role) => role.types.includes(type) && !used.includes(role.key)
        );
    }

    get canBeSensitive() {
        return possibleClasses(this.props.field, this.builder).length > 0;
    }

    get isSensitive() {
        return Boolean(classOf(this.props.field, this.builder));
    }

    get isPublished() {
        return this.builder.isPublished(this.props.field.key);
    }

    set(values) {
        this.builder.set(values);
    }

    setType(type) {
        const { settings, sensitivities } = this.builder.types[type];
        const { sensitivity } = this.props.field;
        const role = this.builder.data.roles.find(({ key }) => key === this.props.field.role);
        this.set({
            type,
            role: role?.types.includes(type) ? role.key : null,
            ...(["none", ...sensitivities].includes(sensitivity) ? {} : { sensitivity: null }),
            ...(settings.includes("unique") ? {} : { is_unique: false }),
        });
    }

    nameKey() {
        nameKey(this.builder, this.props.field.key);
    }

    setKey(ev) {
        const key = ev.target.value.trim();
        this.state.keyProblem = "";
        if (!isKey(key)) {
            this.state.keyProblem = _t("Lower-case letters, digits and underscores, please.").toString();
        } else if (key !== this.props.field.key && !changeKey(this.builder, this.props.field.key, key)) {
            this.state.keyProblem = _t("Another question or section has this key.").toString();
        }
    }
}
