/** Which answers are encrypted and masked, as `customer.form.field._sensitivity_class` says. */

/** @returns {string[]} the classes of sensitive values the answers to a question can be of */
export function possibleClasses(field, { types }) {
    return types[field.type].sensitivities;
}

/**
 * The class a question has unless one is chosen: by its meaning, by its type, or because
 * its answers were sensitive so far.
 *
 * @param {Object} field
 * @param {{types: Object, data: Object}} builder
 * @returns {?string}
 */
export function defaultClass(field, { types, data }) {
    const possible = possibleClasses(field, { types });
    const role = data.roles.find(({ key }) => key === field.role);
    const former = data.published.sensitivities[field.key];
    const found = [role?.sensitivity, types[field.type].sensitivity, former];
    return found.find((each) => each && possible.includes(each)) || null;
}

/** @returns {?string} the class of the answers to a question, null when they are not sensitive */
export function classOf(field, builder) {
    if (!field.sensitivity) {
        return defaultClass(field, builder);
    }
    const isPossible = possibleClasses(field, builder).includes(field.sensitivity);
    return isPossible ? field.sensitivity : null;
}

/** @returns {?string} what becomes of the answers given so far: "sealed" or "opened" */
export function effectOnAnswers(field, builder) {
    const { published } = builder.data;
    const was = Boolean(published.sensitivities[field.key]);
    const is = Boolean(classOf(field, builder));
    if (!(field.key in published.fields) || was === is) {
        return null;
    }
    return is ? "sealed" : "opened";
}
