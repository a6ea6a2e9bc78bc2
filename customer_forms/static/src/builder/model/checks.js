/** What the server would refuse, said before it is asked: `{key: sentence}`. */

import { _t } from "@web/core/l10n/translation";
import { earlierQuestions, leaves } from "./condition_tree";
import { CONDITIONS, findField } from "./document";
import { shown } from "./outline";
import { textIn } from "./texts";

/**
 * @param {Object} document
 * @param {(texts: Object) => string} words
 * @returns {Object} what is wrong with sections and questions, by key
 */
export function findProblems(document, words) {
    const problems = {};
    if (!textIn(document.form.name)) {
        problems[""] = _t("Give the form a name.");
    }
    for (const section of document.sections) {
        if (!textIn(section.name)) {
            problems[section.key] = _t("Give the section a title.");
        }
        for (const field of shown(section)) {
            const problem = fieldProblem(document, field, words);
            if (problem) {
                problems[field.key] = problem;
            }
        }
    }
    for (const rule of document.rules) {
        if (!rule.other_key && !rule.value) {
            problems[rule.key] = _t("Say what the rule compares with.");
        }
    }
    return problems;
}

function fieldProblem(document, field, words) {
    if (!textIn(field.name)) {
        return _t("Give the question a label.");
    }
    if (field.options.some((option) => !textIn(option.name))) {
        return _t("Give every option a label.");
    }
    if (field.has_range && field.min_value > field.max_value) {
        return _t("The smallest number is larger than the largest.");
    }
    return orderProblem(document, field, words);
}

function orderProblem(document, field, words) {
    const asked = CONDITIONS.flatMap((name) => leaves(field[name])).map((leaf) => leaf.field);
    if (!asked.length) {
        return null;
    }
    const earlier = new Set(earlierQuestions(document, field.key).map(({ key }) => key));
    const later = asked.find((key) => !earlier.has(key));
    if (!later) {
        return null;
    }
    const question = findField(document, later);
    return _t("It depends on “%(question)s”, which has to stand before it.", {
        question: question ? words(question.name) : later,
    });
}

/**
 * Whose error it probably is that the server refused: what changed since it last agreed.
 *
 * @param {Object} saved the document as it was saved last
 * @param {Object} document
 * @returns {string} key of the only changed question, section or rule; "" for the form
 */
export function changedKey(saved, document) {
    const parts = ({ sections, rules }) => [
        ...sections.map(({ fields, ...section }) => section),
        ...sections.flatMap(({ fields }) => fields),
        ...rules,
    ];
    const before = new Map(parts(saved).map((part) => [part.key, JSON.stringify(part)]));
    const changed = parts(document).filter(
        (part) => before.get(part.key) !== JSON.stringify(part)
    );
    return changed.length === 1 ? changed[0].key : "";
}
