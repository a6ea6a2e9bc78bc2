/**
 * The files of a question that are kept on the server already: by name, each with a button
 * that removes it. Without scripts they are boxes to untick.
 */

const FILE = ".o_customer_forms_kept_file";

/** What the page says of kept files: before the path of their question. */
export const KEPT_FILE = "_draft_file:";

/** @returns {{name: string, size: number}[]} kept files of a question, as the rules take them */
export function keptFiles(fieldEl) {
    return [...fieldEl.querySelectorAll(FILE)]
        .filter((el) => el.querySelector("input").checked)
        .map((el) => ({
            name: el.querySelector(".o_customer_forms_file_name").textContent,
            size: Number(el.dataset.size),
        }));
}

/** Offers the buttons that need scripts, in place of the boxes. */
export function offerRemoval(rootEl) {
    for (const fileEl of rootEl.querySelectorAll(FILE)) {
        fileEl.querySelector("input").classList.add("d-none");
        fileEl.querySelector(".o_customer_forms_remove_file").classList.remove("d-none");
    }
}

/**
 * Shows files that the server took.
 *
 * @param {HTMLElement} fieldEl of their question
 * @param {{id: number, name: string, size: number}[]} files all that are kept for it
 */
export function showFiles(fieldEl, files) {
    const listEl = fieldEl.querySelector(".o_customer_forms_kept_files");
    const templateEl = listEl.nextElementSibling;
    const known = [...listEl.querySelectorAll("input")].map((el) => Number(el.value));
    for (const file of files.filter(({ id }) => !known.includes(id))) {
        const fileEl = templateEl.content.firstElementChild.cloneNode(true);
        fileEl.dataset.size = file.size;
        for (const nameEl of fileEl.querySelectorAll(".o_customer_forms_file_name")) {
            nameEl.textContent = file.name;
        }
        const inputEl = fileEl.querySelector("input");
        inputEl.name = `${KEPT_FILE}${fieldEl.dataset.key}`;
        inputEl.value = file.id;
        inputEl.setAttribute("aria-label", file.name);
        listEl.append(fileEl);
    }
    offerRemoval(listEl);
}

/** Takes a file off the page; returns its id. */
export function removeFile(buttonEl) {
    const fileEl = buttonEl.closest(FILE);
    const fieldEl = fileEl.closest(".o_customer_forms_field");
    const { value } = fileEl.querySelector("input");
    fileEl.remove();
    const inputEl = fieldEl.querySelector("input[type=file]");
    inputEl.focus();
    inputEl.dispatchEvent(new Event("change", { bubbles: true })); // it is judged anew
    return value;
}
