/** Settings of a question, conditions and rules as a person would say them. */

import { _t } from "@web/core/l10n/translation";
import { findField } from "./document";
import { parseDay } from "./days";
import { DAYS } from "./rules";

const OPERATORS = {
    equal: _t("is"),
    different: _t("is not"),
    greater: _t("is more than"),
    less: _t("is less than"),
    at_least: _t("is at least"),
    at_most: _t("is at most"),
    contains: _t("contains"),
    one_of: _t("is one of"),
    filled: _t("is answered"),
    empty: _t("is not answered"),
};
const DAY_OPERATORS = {
    greater: _t("is after"),
    less: _t("is before"),
    at_least: _t("is not before"),
    at_most: _t("is not after"),
};

/** @returns {string} an operator in words, as it is said about questions of a type */
export function operatorWords(operator, type) {
    const words = DAYS.includes(type) && DAY_OPERATORS[operator];
    return (words || OPERATORS[operator] || operator).toString();
}

/**
 * @param {?Object} tree
 * @param {Object} document
 * @param {(texts: Object) => string} words
 * @returns {string} such as "Kind is Company and (Budget is more than 50000 or …)"
 */
export function conditionSentence(tree, document, words) {
    if (!tree) {
        return "";
    }
    if (!tree.of) {
        return leafSentence(tree, findField(document, tree.field), words);
    }
    const joint = tree.match === "any" ? _t(" or ") : _t(" and ");
    return tree.of
        .map((branch) => {
            const sentence = conditionSentence(branch, document, words);
            return branch.of?.length > 1 ? `(${sentence})` : sentence;
        })
        .join(joint);
}

function leafSentence(leaf, field, words) {
    const values = [leaf.value ?? []].flat();
    const said = listed(values.map((value) => valueWords(value, field, words)));
    const name = field ? words(field.name) : leaf.field;
    const operator = operatorWords(leaf.is, field?.type);
    return [name, operator, said].filter(Boolean).join(" ");
}

function valueWords(value, field, words) {
    const option = field?.options.find(({ key }) => key === value);
    return option ? words(option.name) : [false, ""].includes(value) ? "…" : String(value);
}

/** "a, b, c" as the language of the person lists things. */
function listed([first = "", ...others]) {
    return others.reduce((said, next) => _t("%(said)s, %(next)s", { said, next }), first);
}

/** @returns {string} a rule between answers, such as "Share A + Share B is 100" */
export function ruleSentence(rule, document, words) {
    const name = (key) => {
        const field = findField(document, key);
        return field ? words(field.name) : key;
    };
    const terms = rule.terms.map(name).join(" + ");
    const type = findField(document, rule.terms[0])?.type;
    const other = rule.other_key ? name(rule.other_key) : rule.value || "…";
    const sentence = `${terms} ${operatorWords(rule.operator, type)} ${other}`;
    return isRowByRow(rule, document) ? _t("In each row: %(sentence)s", { sentence }) : sentence;
}

/** Whether a rule is about the answers of one row; otherwise rows are added up. */
function isRowByRow(rule, document) {
    const keys = [...rule.terms, ...(rule.other_key ? [rule.other_key] : [])];
    return document.sections.some(
        ({ is_repeating, fields }) =>
            is_repeating && keys.every((key) => fields.some((field) => field.key === key))
    );
}

/**
 * One sentence that sums up a question: "Mobile: required, 11 digits; appears only when …".
 *
 * @param {Object} field
 * @param {Object} document
 * @param {{words: Function, settings: string[], formats: Object}} context
 */
export function questionSentence(field, document, context) {
    const { words } = context;
    const parts = [...necessity(field, document, words), ...limits(field, context)];
    let sentence = _t("%(question)s: %(rules)s", {
        question: words(field.name),
        rules: parts.length ? listed(parts) : _t("may be left empty"),
    });
    if (field.condition) {
        const condition = conditionSentence(field.condition, document, words);
        sentence += _t("; appears only when %(condition)s", { condition });
    }
    if (field.is_soft && parts.length && context.settings.includes("soft")) {
        sentence += _t("; only warns");
    }
    return _t("%(sentence)s.", { sentence });
}

function necessity(field, document, words) {
    if (field.is_required) {
        return [_t("required")];
    }
    const condition = conditionSentence(field.required_condition, document, words);
    return condition ? [_t("required when %(condition)s", { condition })] : [];
}

/** What each group of settings says; nothing where nothing is set. */
const LIMITS = {
    length: (field) => between(field.min_length, field.max_length, CHARACTERS),
    format: (field, { formats }) =>
        field.format
            ? [formats[field.format]]
            : field.pattern
              ? [_t("in the format %(pattern)s", { pattern: field.pattern })]
              : [],
    range: (field) =>
        field.has_range
            ? [_t("from %(min)s to %(max)s", { min: field.min_value, max: field.max_value })]
            : [],
    choices: (field) => between(field.min_choices, field.max_choices, CHOICES),
    days: (field) => dayLimits(field),
    today: (field) => (field.is_default_today ? [_t("today unless changed")] : []),
    files: (field) => [
        _t("up to %(count)s files of %(size)s MB", {
            count: field.max_files ?? 5,
            size: field.max_size_mb ?? 10,
        }),
    ],
    unique: (field) => (field.is_unique ? [_t("each answer only once")] : []),
};
const CHARACTERS = {
    exactly: _t("%(min)s characters"),
    both: _t("%(min)s to %(max)s characters"),
    least: _t("at least %(min)s characters"),
    most: _t("at most %(max)s characters"),
};
const CHOICES = {
    exactly: _t("%(min)s choices"),
    both: _t("%(min)s to %(max)s choices"),
    least: _t("at least %(min)s choices"),
    most: _t("at most %(max)s choices"),
};

function limits(field, context) {
    return context.settings.flatMap((setting) => LIMITS[setting]?.(field, context) || []);
}

function between(min, max, sentences) {
    if (!min && !max) {
        return [];
    }
    const kind = !max ? "least" : !min ? "most" : min === max ? "exactly" : "both";
    const said = sentences[kind].toString();
    return [said.replace("%(min)s", min).replace("%(max)s", max)];
}

function dayLimits(field) {
    const earliest = dayWords(field.earliest);
    const latest = dayWords(field.latest);
    return [
        ...(earliest ? [_t("not before %(day)s", { day: earliest })] : []),
        ...(latest ? [_t("not after %(day)s", { day: latest })] : []),
    ];
}

/** @returns {string} "today", "7 days after today", "2026-01-31"; empty without a limit */
export function dayWords(text) {
    const { kind, days, date } = parseDay(text);
    if (kind !== "today") {
        return date;
    }
    if (!days) {
        return _t("today").toString();
    }
    return days > 0
        ? _t("%(days)s days after today", { days })
        : _t("%(days)s days before today", { days: -days });
}
