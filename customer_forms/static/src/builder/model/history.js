/**
 * Undo and redo: snapshots of a document, the present one last in `past`.
 *
 * @typedef {Object} Snapshot
 * @property {Object} document
 * @property {Object} selection what was selected then
 */

const LIMIT = 200;
// Letters typed into one text within this time are undone together.
const TYPING_PAUSE = 1500;

/** @returns {{past: Snapshot[], future: Snapshot[], tag: ?string, time: number}} */
export function beginHistory(snapshot) {
    return { past: [snapshot], future: [], tag: null, time: 0 };
}

/**
 * With one more snapshot. Those with the same `tag` close to each other become one.
 *
 * @param {Object} history
 * @param {Snapshot} snapshot
 * @param {?string} tag such as "name of phone"; null never joins
 * @param {number} time milliseconds
 */
export function record(history, snapshot, tag, time) {
    const joins = tag && tag === history.tag && time - history.time < TYPING_PAUSE;
    const past = joins ? history.past.slice(0, -1) : history.past;
    return { past: [...past, snapshot].slice(-LIMIT), future: [], tag, time };
}

export function canUndo(history) {
    return history.past.length > 1;
}

export function canRedo(history) {
    return history.future.length > 0;
}

export function undo(history) {
    if (!canUndo(history)) {
        return history;
    }
    const present = history.past.at(-1);
    const future = [present, ...history.future];
    return { past: history.past.slice(0, -1), future, tag: null, time: 0 };
}

export function redo(history) {
    if (!canRedo(history)) {
        return history;
    }
    const [next, ...future] = history.future;
    return { past: [...history.past, next], future, tag: null, time: 0 };
}
