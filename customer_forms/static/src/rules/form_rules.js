import { COMPARISONS, compare, total } from "./comparison";
import { fieldTypes } from "./field_types";
import { Kept } from "./kept";

/**
 * Where a rule between questions is broken; see `customer_forms/rules/form_rules.py`.
 *
 * @param {Object} rule
 * @param {Level} page what was read
 * @returns {string[]} paths as in `issue.field`; empty where it is kept
 */
export function breaches(rule, page) {
    const places = findPlaces(rule, page.fields);
    const keys = places.map(({ key }) => key);
    const section = sectionRowByRow(places);
    if (section) {
        return (page.rows.get(section) || [])
            .filter((row) => last(keys, row) && isReadable(keys, [page, row]))
            .filter((row) => !isKept(rule, row.values, places))
            .map((row) => row.path + last(keys, row));
    }
    const sections = places.map((place) => place.section).filter(Boolean);
    const rows = sections.flatMap((key) => page.rows.get(key) || []);
    if (!isReadable([...keys, ...sections], [page, ...rows])) {
        return [];
    }
    const answers = Object.create(null);
    for (const place of places) {
        answers[place.key] = answer(place, page);
    }
    if (isKept(rule, answers, places)) {
        return [];
    }
    return [last(places.map(({ key, section }) => section || key), page)];
}

/** The questions involved, in page order; `section` names the one they repeat in. */
function findPlaces({ terms, field: other }, fields) {
    const all = fields.flatMap((field) => [
        { key: field.key, section: null, field },
        ...(fieldTypes[field.type].hasRows ? field.fields : []).map((inner) => ({
            key: inner.key,
            section: field.key,
            field: inner,
        })),
    ]);
    return all.filter(({ key }) => terms.includes(key) || key === other);
}

/** The repeating section whose rows are checked one by one, if any. */
function sectionRowByRow(places) {
    const sections = new Set(places.map(({ section }) => section));
    const isMixed = sections.delete(null);
    const canBeAdded = places.every(({ field }) => fieldTypes[field.type].isNumber);
    return sections.size === 1 && (!isMixed || !canBeAdded) ? [...sections][0] : null;
}

/** Whether the browser knows these answers: it reads no masks. */
function isReadable(keys, levels) {
    return !levels.some(({ unreadable, values }) =>
        keys.some((key) => unreadable.has(key) || values[key] instanceof Kept)
    );
}

function answer({ key, section }, page) {
    if (!section) {
        return page.values[key] ?? null;
    }
    return total((page.rows.get(section) || []).map((row) => row.values[key]));
}

/** Whether the two sides are as the rule wants them, or one of them says nothing. */
function isKept({ terms, field, value, is }, answers, places) {
    const given = terms.map((key) => answers[key] ?? null);
    let ours = given.length === 1 ? given[0] : total(given);
    const other = (field ? answers[field] : value) ?? null;
    if (ours === null || other === null) {
        return true;
    }
    const place = places.find(({ key }) => key === terms[0]);
    if (!field && given.length === 1) {
        ours = fieldTypes[place.field.type].comparable(ours, place.field);
    }
    const order = compare(ours, other);
    return order === null || COMPARISONS[is](order);
}

/** The last of `keys` (in page order) that is asked on `level`, if any. */
function last(keys, level) {
    const asked = new Set(level.applicable.map(({ key }) => key));
    return keys.filter((key) => asked.has(key)).at(-1);
}
