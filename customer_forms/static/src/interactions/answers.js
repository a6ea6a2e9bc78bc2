/**
 * What is filled in on the page, in the shape the rules take.
 *
 * @param {HTMLFormElement} formEl
 * @returns {Object} field key -> text, list of option keys, or list of files
 */
export function readAnswers(formEl) {
    const filled = new FormData(formEl);
    const answers = {};
    for (const { dataset } of formEl.querySelectorAll(".o_customer_forms_field")) {
        const given = filled.getAll(dataset.key);
        const files = given.filter((item) => item instanceof File);
        if (files.length) {
            answers[dataset.key] = files.filter((file) => file.name);
        } else if (dataset.type === "multi") {
            answers[dataset.key] = given;
        } else {
            answers[dataset.key] = given[0];
        }
    }
    return answers;
}
