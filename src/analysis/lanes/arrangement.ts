/** Which sessions are shown, in which order and under which headers: from columns to rows. */
import type { NamesFirst } from '../../sessions/who.js';
import { groupSessions, type Groups } from './grouping.js';
import { type GroupHeader, OUTCOMES, QUALITY_UNASKED, QUALITY_UNTOLD, type Outcome, type Segment } from './protocol.js';
import { type LaneOrder } from './requests.js';
import { isAlarming, type LaneSource } from './source.js';

export interface Arrangement {
  /** What the rows show. */
  readonly source: LaneSource;
  /** Per row a session, or `~h` for header h. */
  readonly rows: Int32Array;
  /** Row of each session, −1 where it is not shown. */
  readonly rowOf: Int32Array;
  /** 1 for each session that passes search and segment, folded groups included. */
  readonly shown: Uint8Array;
  readonly shownCount: number;
  readonly headers: Headers;
  readonly counts: Record<Segment, number>;
  /** Of each session, where they are sorted by it; null: not asked for. */
  readonly quality: Uint8Array | null;
  /** What sessions are called by first. */
  readonly names: NamesFirst;
}

/** One entry per header, by column: there can be as many as sessions. */
interface Headers {
  readonly count: number;
  readonly row: Int32Array;
  readonly group: Int32Array;
  readonly sessions: Int32Array;
  readonly silent: Int32Array;
  readonly folded: Uint8Array;
  /** By group, where sessions are sorted by quality. */
  readonly heat: Heat | null;
  label(group: number): string;
  place(group: number): number;
}

function segmentOf(outcome: Outcome): Exclude<Segment, 'all'> {
  return outcome === 'destroyed' || outcome === 'timeout' ? 'ended' : outcome;
}

const SEGMENT_OF = OUTCOMES.map(segmentOf);
const EVERY = OUTCOMES.map(() => true);

/**
 * Lays out the rows in O(sessions): `sorted` holds all sessions in the order wanted, groups are counted out.
 * @param found 1 for each session the search found; null: all
 */
export function arrangeLanes(
  source: LaneSource,
  order: Omit<LaneOrder, 'query' | 'sorting' | 'reversed'> & Partial<Pick<LaneOrder, 'sorting'>>,
  sorted: Int32Array,
  found: Uint8Array | null,
): Arrangement {
  const { count, outcome } = source;
  const wanted = Uint8Array.from(
    order.segment === 'all' ? EVERY : SEGMENT_OF.map((segment) => segment === order.segment),
    Number,
  );
  const shown = new Uint8Array(count);
  const perOutcome = new Uint32Array(OUTCOMES.length);
  for (let i = 0; i < count; i++) {
    if (found !== null && found[i] === 0) continue;
    perOutcome[outcome[i]!]!++;
    shown[i] = wanted[outcome[i]!]!;
  }
  const counts: Record<Segment, number> = { all: 0, silent: 0, open: 0, ended: 0, unknown: 0 };
  perOutcome.forEach((number, how) => {
    counts.all += number;
    counts[SEGMENT_OF[how]!] += number;
  });
  const shownCount = counts[order.segment];
  const groups = order.grouping === 'none' ? null : groupSessions(source, order.grouping);
  const quality = order.sorting === 'quality' ? (source.quality?.() ?? null) : null;
  const layout =
    groups === null ? flat(sorted, shown, shownCount) : grouped(order, groups, sorted, { shown, source, quality });
  // Made when a session is sought, which the first picture does not need.
  let places: Int32Array | null = null;
  return {
    ...{ ...layout, source, shown, shownCount, counts, quality, names: order.names ?? 'display' },
    get rowOf() {
      return (places ??= rowsOfSessions(layout.rows, count));
    },
  };
}

function rowsOfSessions(rows: Int32Array, count: number): Int32Array {
  const rowOf = new Int32Array(count).fill(-1);
  for (let row = 0; row < rows.length; row++) {
    const session = rows[row]!;
    if (session >= 0) rowOf[session] = row;
  }
  return rowOf;
}

function flat(sorted: Int32Array, shown: Uint8Array, shownCount: number): Pick<Arrangement, 'rows' | 'headers'> {
  const none = new Int32Array(0);
  const headers = {
    count: 0,
    row: none,
    group: none,
    sessions: none,
    silent: none,
    folded: new Uint8Array(0),
    heat: null,
  };
  const rows = new Int32Array(shownCount);
  let at = 0;
  for (const session of sorted) if (shown[session] === 1) rows[at++] = session;
  return { rows, headers: { ...headers, label: () => '', place: () => -1 } };
}

function grouped(
  { folded }: Pick<LaneOrder, 'folded'>,
  groups: Groups,
  sorted: Int32Array,
  { shown, source, quality }: Pick<Arrangement, 'shown' | 'source' | 'quality'>,
): Pick<Arrangement, 'rows' | 'headers'> {
  const sessions = new Int32Array(groups.count);
  const silent = new Int32Array(groups.count);
  const groupOf = groups.of;
  for (let session = 0; session < groupOf.length; session++) {
    if (shown[session] !== 1) continue;
    const group = groupOf[session]!;
    sessions[group]!++;
    if (isAlarming(source, session)) silent[group]!++;
  }
  const used = Int32Array.from({ length: groups.count }, (_, group) => group).filter((group) => sessions[group]! > 0);
  const keys = new Set(folded.keys);
  // Without any key, no label need be made to be compared.
  const isFolded = (group: number): boolean =>
    keys.size === 0 ? folded.others : keys.has(groups.label(group)) !== folded.others;
  const headers = {
    count: used.length,
    row: new Int32Array(used.length),
    group: used,
    sessions: used.map((group) => sessions[group]!),
    silent: used.map((group) => silent[group]!),
    folded: Uint8Array.from(used, (group) => Number(isFolded(group))),
    heat: quality === null ? null : heatOf(groups, sorted, shown, quality),
    label: (group: number) => groups.label(group),
    place: (group: number) => groups.place?.(group) ?? -1,
  };
  const next = new Int32Array(groups.count).fill(-1);
  let rowCount = 0;
  used.forEach((group, h) => {
    headers.row[h] = rowCount++;
    if (headers.folded[h] === 1) return;
    next[group] = rowCount;
    rowCount += sessions[group]!;
  });
  const rows = new Int32Array(rowCount);
  headers.row.forEach((row, h) => (rows[row] = ~h));
  for (let i = 0; i < sorted.length; i++) {
    const session = sorted[i]!;
    if (shown[session] !== 1) continue;
    const group = groupOf[session]!;
    const row = next[group]!;
    if (row < 0) continue;
    rows[row] = session;
    next[group] = row + 1;
  }
  return { rows, headers };
}

/** How good those in each group were. */
interface Heat {
  readonly worst: Uint8Array;
  readonly middle: Uint8Array;
}

/** The median quality of each group: `sorted` is by quality, so it is that of the session in the middle. */
function heatOf({ of, count }: Groups, sorted: Int32Array, shown: Uint8Array, quality: Uint8Array): Heat {
  const told = new Int32Array(count);
  const isTold = (session: number): boolean => shown[session] === 1 && quality[session] !== QUALITY_UNTOLD;
  for (const session of sorted) if (isTold(session)) told[of[session]!]!++;
  const worst = new Uint8Array(count).fill(QUALITY_UNTOLD);
  const middle = new Uint8Array(count).fill(QUALITY_UNTOLD);
  const seen = new Int32Array(count);
  for (const session of sorted) {
    if (!isTold(session)) continue;
    const group = of[session]!;
    const own = quality[session]!;
    if (seen[group]! === told[group]! >> 1) middle[group] = own;
    if (seen[group]!++ === 0 || own < worst[group]!) worst[group] = own;
  }
  return { worst, middle };
}

/** Index of the header a row stands under (or is), −1 without groups. */
export function headerAt({ headers }: Arrangement, row: number): number {
  let low = 0;
  let high = headers.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (headers.row[middle]! <= row) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

export function headerOf({ headers, rows }: Arrangement, header: number): GroupHeader {
  const label = headers.label(headers.group[header]!);
  return {
    row: headers.row[header]!,
    next: headers.row[header + 1] ?? rows.length,
    key: label,
    label,
    sessions: headers.sessions[header]!,
    silent: headers.silent[header]!,
    collapsed: headers.folded[header] === 1,
    place: headers.place(headers.group[header]!),
    worst: headers.heat?.worst[headers.group[header]!] ?? QUALITY_UNASKED,
    middle: headers.heat?.middle[headers.group[header]!] ?? QUALITY_UNASKED,
  };
}
