/** Which sessions are shown, in which order and under which headers. Pure: from columns to rows. */
import { NO_PLUGIN, OUTCOMES, type Outcome, type TimelineOverview } from '../../src/analysis/timeline.js';

export const SEGMENTS = ['all', 'silent', 'open', 'ended', 'unknown'] as const;
/** `ended` is "ended with its session event"; a silent ending is counted apart. */
export type Segment = (typeof SEGMENTS)[number];

export const GROUPINGS = ['emitter', 'transport', 'plugin', 'none'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const SORTINGS = ['start', 'end', 'duration', 'ending'] as const;
export type Sorting = (typeof SORTINGS)[number];

export interface Group {
  /** Names the group from one analysis to the next. */
  readonly key: string;
  readonly label: string;
  readonly sessions: number;
  readonly silent: number;
  readonly collapsed: boolean;
  /** Row of the header. */
  row: number;
}

export interface Lanes {
  /** Per row a session's index, or `~g` for the header of group g. */
  readonly rows: Int32Array;
  /** Row of each session, −1 where it is not shown. */
  readonly rowOf: Int32Array;
  readonly groups: readonly Group[];
  /** Headers among the rows before each row are few: heights come from these two and the header rows. */
  readonly laneHeight: number;
  readonly headerHeight: number;
  /** 1 for each session that passes search and segment, folded groups included. */
  readonly shown: Uint8Array;
  readonly shownCount: number;
}

export interface LaneOptions {
  readonly found: Uint8Array | null;
  readonly segment: Segment;
  readonly grouping: Grouping;
  readonly sorting: Sorting;
  readonly collapsed: ReadonlySet<string>;
  readonly laneHeight: number;
  readonly headerHeight: number;
}

export function outcomeOf(overview: TimelineOverview, session: number): Outcome {
  return OUTCOMES[overview.outcome[session] ?? -1] ?? 'unknown';
}

export function segmentOf(outcome: Outcome): Exclude<Segment, 'all'> {
  return outcome === 'destroyed' || outcome === 'timeout' ? 'ended' : outcome;
}

/** End of the bar: open sessions live on to the end of the log. µs since origin. */
export function barEnd(overview: TimelineOverview, session: number): number {
  const end = overview.end[session] ?? 0;
  return outcomeOf(overview, session) === 'open' ? Math.max(end, overview.length) : end;
}

/** How many of the sessions found each segment would show. */
export function segmentCounts(overview: TimelineOverview, found: Uint8Array | null): Record<Segment, number> {
  const counts: Record<Segment, number> = { all: 0, silent: 0, open: 0, ended: 0, unknown: 0 };
  for (let i = 0; i < overview.count; i++) {
    if (found !== null && found[i] === 0) continue;
    counts.all++;
    counts[segmentOf(outcomeOf(overview, i))]++;
  }
  return counts;
}

/** What needs attention first: silent, cannot be known, open, timeout, destroyed. */
const ENDING_RANK: Record<Outcome, number> = { silent: 0, unknown: 1, open: 2, timeout: 3, destroyed: 4 };

/** Sort value of each session; smaller comes first. */
function sortValues(overview: TimelineOverview, sorting: Sorting): Float64Array {
  const values = new Float64Array(overview.count);
  for (let i = 0; i < overview.count; i++) {
    const start = overview.start[i] ?? 0;
    const end = barEnd(overview, i);
    if (sorting === 'start') values[i] = start;
    else if (sorting === 'end') values[i] = end;
    else if (sorting === 'duration') values[i] = start - end;
    else values[i] = ENDING_RANK[outcomeOf(overview, i)];
  }
  return values;
}

/** Group of a session as a number that sorts as the headers do. */
function groupNumber(overview: TimelineOverview, grouping: Grouping, session: number): number {
  const emitter = overview.emitter[session] ?? 0;
  if (grouping === 'emitter') return emitter;
  if (grouping === 'transport') return emitter * 0x10000 + (overview.transport[session] ?? 0);
  if (grouping === 'plugin') return overview.plugin[session] ?? NO_PLUGIN;
  return 0;
}

function groupName(overview: TimelineOverview, grouping: Grouping, session: number): string {
  const emitter = overview.emitters[overview.emitter[session] ?? -1]?.name ?? 'unknown emitter';
  if (grouping === 'emitter') return emitter;
  if (grouping === 'transport') {
    return `${emitter} · ${overview.transports[overview.transport[session] ?? -1] ?? 'unknown transport'}`;
  }
  return overview.plugins[overview.plugin[session] ?? -1] ?? 'no handle';
}

/** Lays out the rows. O(n log n) on a change of filter or order; never called for a pan or a zoom. */
export function layOutLanes(overview: TimelineOverview, options: LaneOptions): Lanes {
  const { found, segment, grouping } = options;
  const shown = new Uint8Array(overview.count);
  let shownCount = 0;
  for (let i = 0; i < overview.count; i++) {
    if (found !== null && found[i] === 0) continue;
    if (segment !== 'all' && segmentOf(outcomeOf(overview, i)) !== segment) continue;
    shown[i] = 1;
    shownCount++;
  }
  const order = new Int32Array(shownCount);
  for (let i = 0, at = 0; i < overview.count; i++) if (shown[i] === 1) order[at++] = i;
  const values = sortValues(overview, options.sorting);
  const groupOf = new Float64Array(overview.count);
  for (const i of order) groupOf[i] = groupNumber(overview, grouping, i);
  order.sort(
    (a, b) =>
      (groupOf[a] ?? 0) - (groupOf[b] ?? 0) ||
      (values[a] ?? 0) - (values[b] ?? 0) ||
      (overview.start[a] ?? 0) - (overview.start[b] ?? 0) ||
      a - b,
  );

  const headers = grouping !== 'none';
  const rows: number[] = [];
  const rowOf = new Int32Array(overview.count).fill(-1);
  const groups: Group[] = [];
  for (let from = 0; from < order.length;) {
    const first = order[from] ?? 0;
    let to = from;
    let silent = 0;
    for (; to < order.length && groupOf[order[to] ?? 0] === groupOf[first]; to++) {
      if (outcomeOf(overview, order[to] ?? 0) === 'silent') silent++;
    }
    const label = groupName(overview, grouping, first);
    const collapsed = headers && options.collapsed.has(label);
    if (headers) {
      groups.push({ key: label, label, sessions: to - from, silent, collapsed, row: rows.length });
      rows.push(~(groups.length - 1));
    }
    for (let i = from; i < to && !collapsed; i++) {
      const session = order[i] ?? 0;
      rowOf[session] = rows.length;
      rows.push(session);
    }
    from = to;
  }
  return {
    rows: Int32Array.from(rows),
    rowOf,
    groups,
    laneHeight: options.laneHeight,
    headerHeight: options.headerHeight,
    shown,
    shownCount,
  };
}
