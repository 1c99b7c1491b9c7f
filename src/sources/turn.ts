/** Lets others have their turn. Node only: `turn.web.ts` does the same in browsers. */

/** Resolves when what has happened meanwhile is dealt with. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
