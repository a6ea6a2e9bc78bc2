/** What a person does to the outline, with words for whoever does not see it happen. */

import { _t } from "@web/core/l10n/translation";
import {
    addSection,
    allFields,
    dependants,
    duplicateField,
    findField,
    findSection,
    insertField,
    moveField,
    moveSection,
    newField,
    removeField,
    removeSection,
    renameField,
    sectionOf,
    takenKeys,
    updateField,
} from "./document";
import { keyFromLabel, unusedKey } from "./keys";
import { fieldDestination, neighbour, placeBehind, shown } from "./outline";

const fieldRow = (key) => ({ kind: "field", key });
const sectionRow = (key) => ({ kind: "section", key });

function taken(builder) {
    return [...takenKeys(builder.document), ...Object.keys(builder.data.published.fields)];
}

/** Add a question of a type at a place, or behind what is selected. */
export function addField(builder, type, at) {
    let { document } = builder;
    if (!document.sections.length) {
        document = addSection(document, builder.withText({}, _t("Your details").toString())).document;
    }
    const { section, place } = at || placeBehind(document, builder.selection);
    const { label } = builder.types[type];
    const key = unusedKey(type, taken(builder));
    const field = newField(type, key, builder.withText({}, label));
    builder.apply(insertField(document, field, section, place), { selection: fieldRow(key) });
    builder.announcement = _t("%(question)s added.", { question: label });
    return key;
}

export function addNewSection(builder) {
    const current =
        builder.selection.kind === "field"
            ? sectionOf(builder.document, builder.selection.key)?.key
            : builder.selection.key;
    const name = builder.withText({}, _t("New section").toString());
    const { document, key } = addSection(builder.document, name, current);
    builder.apply(document, { selection: sectionRow(key) });
    builder.isRenaming = true;
}

/** Move a question to a place among the others of a section. */
export function placeField(builder, key, section, place) {
    builder.apply(moveField(builder.document, key, section, place), { selection: fieldRow(key) });
    announcePlace(builder, key);
}

/** Move what is selected by the keyboard, one place up or down. */
export function moveSelected(builder, step) {
    const { kind, key } = builder.selection;
    if (kind === "field") {
        const to = fieldDestination(builder.document, key, step);
        if (to) {
            placeField(builder, key, to.section, to.place);
        }
    } else if (kind === "section") {
        const index = builder.document.sections.findIndex((section) => section.key === key);
        placeSection(builder, key, index + step);
    }
}

export function placeSection(builder, key, place) {
    const { sections } = builder.document;
    if (place < 0 || place >= sections.length || sections[place].key === key) {
        return;
    }
    builder.apply(moveSection(builder.document, key, place), { selection: sectionRow(key) });
    builder.announcement = _t("%(section)s is section %(place)s of %(count)s.", {
        section: builder.words(findSection(builder.document, key).name),
        place: place + 1,
        count: sections.length,
    });
}

function announcePlace(builder, key) {
    const home = sectionOf(builder.document, key);
    const among = shown(home);
    builder.announcement = _t("%(question)s is number %(place)s of %(count)s in %(section)s.", {
        question: builder.words(findField(builder.document, key).name),
        place: among.findIndex((field) => field.key === key) + 1,
        count: among.length,
        section: builder.words(home.name),
    });
}

export function duplicateSelected(builder) {
    if (builder.selection.kind !== "field") {
        return;
    }
    const published = Object.keys(builder.data.published.fields);
    const { document, key } = duplicateField(builder.document, builder.selection.key, published);
    builder.apply(document, { selection: fieldRow(key) });
    builder.announcement = _t("%(question)s was duplicated.", {
        question: builder.words(findField(document, key).name),
    });
}

/**
 * Remove what is selected.
 *
 * @returns {?string} what to tell the person: what was archived, what no longer depends on it
 */
export function removeSelected(builder) {
    const { kind, key } = builder.selection;
    if (kind === "field") {
        return removeQuestion(builder, key);
    }
    return kind === "section" ? removeWholeSection(builder, key) : null;
}

function removeQuestion(builder, key) {
    const { document } = builder;
    const name = builder.words(findField(document, key).name);
    const others = dependants(document, key).length;
    const selection = selectionAfter(builder);
    const isPublished = (each) => builder.isPublished(each);
    builder.apply(removeField(document, key, isPublished), { selection });
    builder.announcement = _t("%(question)s removed.", { question: name });
    const said = [];
    if (builder.isPublished(key)) {
        said.push(
            _t("“%(question)s” is archived: its answers are kept, and you can restore it.", {
                question: name,
            })
        );
    }
    if (others) {
        said.push(
            _t("%(count)s conditions or rules that asked about “%(question)s” were taken off.", {
                count: others,
                question: name,
            })
        );
    }
    return said.join(" ") || null;
}

function removeWholeSection(builder, key) {
    const section = findSection(builder.document, key);
    const name = builder.words(section.name);
    const isPublished = (each) => builder.isPublished(each);
    const document = removeSection(builder.document, key, isPublished);
    builder.apply(document, { selection: { kind: "form" } });
    builder.announcement = _t("%(question)s removed.", { question: name });
    return shown(section).length
        ? _t("The section “%(section)s” was removed with its %(count)s questions.", {
              section: name,
              count: shown(section).length,
          })
        : null;
}

function selectionAfter(builder) {
    const next = neighbour(builder.document, builder.selection, 1);
    const isLast = next.key === builder.selection.key;
    return isLast ? neighbour(builder.document, builder.selection, -1) : next;
}

export function restoreField(builder, key) {
    const document = updateField(builder.document, key, { active: true, successor: null });
    builder.apply(document, { selection: fieldRow(key) });
    builder.announcement = _t("%(question)s restored.", {
        question: builder.words(findField(document, key).name),
    });
}

/** Give a new question a key that reads like its label, once the label was typed. */
export function nameKey(builder, key) {
    const field = findField(builder.document, key);
    const isMade = new RegExp(`^${field?.type}(_\\d+)?$`).test(key);
    if (!field || !isMade || builder.isPublished(key)) {
        return;
    }
    const others = taken(builder).filter((each) => each !== key);
    const english = field.name.en_US || builder.words(field.name);
    const wanted = unusedKey(keyFromLabel(english, key), others);
    if (wanted !== key) {
        changeKey(builder, key, wanted);
    }
}

/** @returns {boolean} whether the key is free and the question has it now */
export function changeKey(builder, key, newKey) {
    if (taken(builder).includes(newKey)) {
        return false;
    }
    const isSelected = builder.selection.key === key;
    builder.applyRenamed(
        renameField(builder.document, key, newKey),
        isSelected ? fieldRow(newKey) : builder.selection
    );
    return true;
}

/** @returns {Object[]} the questions that are no longer asked */
export function archivedFields(builder) {
    return allFields(builder.document).filter((field) => !field.active);
}
