import { Kept } from "../rules/kept";
import { keptFiles } from "./drafts/kept_files";

/**
 * What is filled in on the page, in the shape the rules take.
 *
 * @param {HTMLFormElement} formEl
 * @returns {Object} field key -> text, list of option keys, or list of files; section key
 *  -> list of such objects, one for each row of a repeating section
 */
export function readAnswers(formEl) {
    const filled = new FormData(formEl);
    const answers = {};
    for (const { dataset } of formEl.querySelectorAll(".o_customer_forms_rows")) {
        answers[dataset.key] = [];
    }
    for (const fieldEl of formEl.querySelectorAll(".o_customer_forms_field")) {
        const { dataset } = fieldEl;
        const [key, row, section] = dataset.key.split(":").reverse();
        const target = section ? (answers[section][row] ||= {}) : answers;
        target[key] = isKept(fieldEl)
            ? new Kept(fieldEl.querySelector("[data-kept]").value)
            : readAnswer(filled.getAll(dataset.key), dataset.type, keptFiles(fieldEl));
    }
    return answers;
}

/** Whether a sensitive answer is still the mask that the page came with. */
function isKept(fieldEl) {
    const inputEl = fieldEl.querySelector("[data-kept]");
    return Boolean(inputEl) && inputEl.value === inputEl.dataset.kept;
}

function readAnswer(given, type, kept) {
    const files = given.filter((item) => item instanceof File);
    if (files.length) {
        return [...kept, ...files.filter((file) => file.name)];
    }
    return type === "multi" ? given : given[0];
}

/**
 * The field of the schema that a name on the page stands for.
 *
 * @param {Object[]} fields the input fields of a schema
 * @param {string} path key of a field or section, or `section:row:field`
 * @returns {Object|undefined}
 */
export function fieldOf(fields, path) {
    const [key, , section] = path.split(":").reverse();
    const siblings = section ? fieldOf(fields, section).fields : fields;
    return siblings.find((field) => field.key === key);
}
