const INPUTS = "input, textarea, select, [contenteditable=true]";

// A page of the notebook is drawn within a frame or two.
const FRAMES = 3;

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => resolve()));

function find(form, name) {
    return form.querySelector(`.o_field_widget[name="${name}"]`);
}

async function findSoon(form, name) {
    for (let frame = 0; frame < FRAMES && !find(form, name); frame++) {
        await nextFrame();
    }
    return find(form, name);
}

/**
 * Put the cursor into a field of a form, also when it is on another page of the notebook.
 *
 * @param {HTMLElement} form what holds the fields
 * @param {string} name of the field
 * @returns {Promise<boolean>} whether the field is there
 */
export async function focusField(form, name) {
    const active = form.querySelector(".o_notebook .nav-link.active");
    const tabs = [...form.querySelectorAll(".o_notebook .nav-link:not(.active)")];
    let field = find(form, name);
    while (!field && tabs.length) {
        // The last page has the facts that are asked for least.
        tabs.pop().click();
        field = await findSoon(form, name);
    }
    if (!field) {
        active?.click();
        return false;
    }
    field.scrollIntoView({ block: "center" });
    const input = field.matches(INPUTS) ? field : field.querySelector(INPUTS);
    (input || field).focus();
    return true;
}
