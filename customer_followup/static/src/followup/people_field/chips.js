/** How many people are shown before somebody asks for the others. */
export const FEW = 6;

/**
 * The people of a customer as buttons: in their order, those who are chosen always.
 *
 * @param {Object[]} known {id, name, position} of who may be chosen
 * @param {Object[]} chosen the same of who is
 * @param {boolean} isOpen whether all are shown
 * @returns {{people: Object[], more: number}}
 */
export function chipsOf(known, chosen, isOpen) {
    const ids = new Set(chosen.map(({ id }) => id));
    const others = chosen.filter(({ id }) => !known.some((each) => each.id === id));
    const all = [...known, ...others].map((each) => ({ ...each, isChosen: ids.has(each.id) }));
    const people = isOpen
        ? all
        : all.filter((each, index) => index < FEW || each.isChosen);
    return { people, more: all.length - people.length };
}
