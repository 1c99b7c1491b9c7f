/**
 * How good video is, from 1 to 5. There is no standard for what statistics of the network tell of a picture, so this is a
 * count of reasons and not a model of eyes: it begins at 5, and each thing that people see costs what its table says.
 */

export interface Picture {
  /** Shares, 0 to 1, of packets that got lost, and of those that were asked for again; null: not told. */
  readonly loss: number | null;
  readonly nacks: number | null;
  /** ms; null: not told. */
  readonly rtt: number | null;
  readonly jitter: number | null;
  /** Shares of the time, 0 to 1, in which nothing came, or little, because of the network. */
  readonly stalled: number;
  readonly collapsed: number;
  /** Slow links a minute. */
  readonly slowLinks: number;
}

/** Pairs of a value and what it costs; between two it is in between. */
type Table = readonly (readonly [value: number, cost: number])[];

const LOSS: Table = [
  [0, 0],
  [0.01, 0.5],
  [0.03, 1.2],
  [0.1, 2.7],
  [0.2, 4],
];
/** What is asked for again comes late rather than never; a packet may be asked for several times. */
const NACKS: Table = [
  [0.01, 0],
  [0.05, 0.5],
  [0.2, 1.3],
  [1, 2.5],
];
const SLOW_LINKS: Table = [
  [0, 0],
  [2, 0.5],
  [10, 1.5],
  [30, 2.5],
];
const RTT: Table = [
  [150, 0],
  [400, 0.7],
  [1000, 1.5],
];
/** Packets of one picture have one time, which counts as jitter. */
const JITTER: Table = [
  [60, 0],
  [200, 0.7],
];
const STALLED: Table = [
  [0, 0],
  [0.02, 0.7],
  [0.1, 2],
  [0.3, 4],
];
const COLLAPSED: Table = [
  [0, 0],
  [0.1, 0.5],
  [0.5, 1.2],
];

/** From 1 to 5. */
export function pictureScore({ loss, nacks, rtt, jitter, stalled, collapsed, slowLinks }: Picture): number {
  // All three tell of packets that did not arrive.
  const missing = Math.max(costOf(LOSS, loss), costOf(NACKS, nacks), costOf(SLOW_LINKS, slowLinks));
  const late = costOf(RTT, rtt) + costOf(JITTER, jitter);
  return Math.max(1, 5 - missing - late - costOf(STALLED, stalled) - costOf(COLLAPSED, collapsed));
}

function costOf(table: Table, value: number | null): number {
  if (value === null) return 0;
  let [before, cost] = table[0]!;
  for (const [next, nextCost] of table) {
    if (value < next) return next === before ? cost : cost + ((value - before) / (next - before)) * (nextCost - cost);
    [before, cost] = [next, nextCost];
  }
  return cost;
}
