/**
 * In place of what was typed: a sensitive answer that stays as it is kept. The page has its
 * mask only, so that nothing can be judged by it here; the server does.
 */
export class Kept {
    constructor(mask) {
        this.mask = mask;
    }
}
