/** Repeatable chance for the property tests: one seed from fast-check decides everything. */
export interface Random {
  /** 0 ≤ n < below. */
  below(below: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  shuffled<T>(items: readonly T[]): T[];
}

/** mulberry32. */
export function random(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    below,
    pick: (items) => items[below(items.length)]!,
    chance: (probability) => next() < probability,
    shuffled(items) {
      const all = [...items];
      for (let k = all.length - 1; k > 0; k--) {
        const other = below(k + 1);
        [all[k], all[other]] = [all[other]!, all[k]!];
      }
      return all;
    },
  };
}
