/** How good sessions and stays were, as lanes have it: see `QUALITY_UNTOLD`. */
import { QUALITY_UNTOLD } from '../lanes/protocol.js';

/** `score` from 1 to 5 by index; null: not told. */
export function qualities(count: number, score: (index: number) => number | null): Uint8Array {
  const all = new Uint8Array(count).fill(QUALITY_UNTOLD);
  for (let k = 0; k < count; k++) {
    const own = score(k);
    if (own !== null) all[k] = Math.round(10 * own);
  }
  return all;
}

/** What is made when it is asked for first. */
export function onceMade<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
