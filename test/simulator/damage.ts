import type { Random } from './random.js';
import type { Told } from './world.js';

/** What happens to a log between Janus and whoever reads it. */
export interface Damage {
  readonly name: string;
  /** Whether all of it is still there, so that what is provable must be told. */
  readonly whole: boolean;
  of(log: readonly Told[], random: Random): Told[];
}

function without(types: readonly number[]): Damage['of'] {
  return (log) => log.filter(({ type }) => !types.includes(type));
}

/** Swaps neighbours of less than 11 ms: lifecycle events were seen that far out of order. */
function swapped(log: readonly Told[], random: Random): Told[] {
  const late = log.map((told) => ({ told, at: told.at + (random.chance(0.1) ? random.between(0, 11_000) : 0) }));
  return late.sort((one, other) => one.at - other.at).map(({ told }) => told);
}

function shuffled(log: readonly Told[], random: Random): Told[] {
  return log
    .map((told) => ({ told, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ told }) => told);
}

export const DAMAGES: readonly Damage[] = [
  { name: 'whole', whole: true, of: (log) => [...log] },
  { name: 'out of order by up to 11 ms', whole: true, of: swapped },
  {
    name: 'retransmitted',
    whole: true,
    of: (log, random) =>
      log.flatMap((told, k) =>
        k > 2 && random.chance(0.1) ? [told, ...log.slice(Math.max(0, k - 2), k + 1)] : [told],
      ),
  },
  { name: 'losses', whole: false, of: (log, random) => log.filter(() => !random.chance(0.03)) },
  {
    name: 'a gap',
    whole: false,
    of(log, random) {
      const from = random.whole(0, log.length);
      return [...log.slice(0, from), ...log.slice(from + random.whole(1, 30))];
    },
  },
  { name: 'head cut', whole: false, of: (log, random) => log.slice(random.whole(1, Math.floor(log.length / 2))) },
  { name: 'no sessions', whole: false, of: without([1]) },
  { name: 'no handles', whole: false, of: without([2]) },
  { name: 'no transports', whole: false, of: without([128]) },
  { name: 'no core', whole: false, of: without([256]) },
  { name: 'nothing of handles', whole: false, of: without([2, 8, 16, 32, 64]) },
  { name: 'newest first', whole: true, of: (log) => [...log].reverse() },
  { name: 'shuffled', whole: false, of: shuffled },
];
