/**
 * What the timeline's page knows of a log and how it asks for lanes: never for all of them. The worker arranges the
 * sessions into rows; the page asks for the rows and the stretch of time on the screen, as typed arrays by range and
 * level, because objects cross as JSON and typed arrays do not. Times are µs since {@link TimelineLog.origin}.
 */
import * as z from 'zod/mini';

/** How a lane's bar ends. The order is that of {@link LanesAnswer.outcome}. */
export const OUTCOMES = ['destroyed', 'timeout', 'silent', 'open', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const SEGMENTS = ['all', 'silent', 'open', 'ended', 'unknown'] as const;
/** `ended` is "ended with its session event"; a silent ending is counted apart. */
export type Segment = (typeof SEGMENTS)[number];

export const GROUPINGS = ['emitter', 'transport', 'plugin', 'room', 'connection', 'none'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export const SORTINGS = ['start', 'end', 'duration', 'activity', 'ending'] as const;
export type Sorting = (typeof SORTINGS)[number];

/** By what sessions are lit together with the selected one. */
export const KINSHIPS = ['connection', 'room'] as const;
export type Kinship = (typeof KINSHIPS)[number];

/** `created` is not in the log: the bar begins at the first trace of the session. */
export const FLAG_CREATED_UNSEEN = 1;
/** When exactly it ended is not in the log: somewhere between its last event and the end of its bar. */
export const FLAG_END_ASSUMED = 2;
/** Open, but seems to be ending just now, in a log that is written to: within seconds it shows. */
export const FLAG_PROVISIONAL = 4;

/** A column's value for a session without a plugin. */
export const NO_PLUGIN = -1;

/** A moment that concerns all sessions of a server. */
export interface TimelineMark {
  at: number;
  kind: 'started' | 'shutdown';
  emitter: string;
  label: string;
  offset: number;
}

/** A stretch of time of which the log does not tell everything. */
export interface TimelineStretch {
  from: number;
  to: number;
  /** `damaged`: bytes that could not be read. `masked`: the event handler does not send all categories. */
  kind: 'damaged' | 'masked';
  label: string;
  offset: number | null;
}

/** A log as a whole: what is needed before any lane is. */
export interface TimelineLog {
  /** Grows with each analysis of the same log; a reply to an older revision is of no use any more. */
  revision: number;
  name: string;
  /** Time 0, µs since the Unix epoch. */
  origin: number;
  /** Time of the last event, µs since origin. */
  length: number;
  count: number;
  counts: Record<Outcome, number>;
  emitters: { name: string; version: string | null }[];
  /** Short names for people: "WebSockets", "HTTP", "Unix sockets", "unknown transport". */
  transports: string[];
  /** Short plugin names: "videoroom". */
  plugins: string[];
  marks: TimelineMark[];
  stretches: TimelineStretch[];
}

/** A session by what it is, not by its index, which the next analysis may give to another. `start` is since the epoch. */
export const SessionKey = z.object({ emitter: z.string(), id: z.string(), start: z.number() });
export type SessionKey = z.infer<typeof SessionKey>;

/** One session as a lane. */
export interface Lane {
  session: number;
  id: string;
  /** Opaque ids, rooms, displays and address, space-separated. */
  label: string;
  start: number;
  /** Its last event. */
  known: number;
  /** Its end, or as far as it is shown: the end of the log for an open one. */
  end: number;
  outcome: Outcome;
  flags: number;
  emitter: string;
  transport: string;
  plugin: string | null;
}

export interface GroupHeader {
  row: number;
  /** Row of the next header, or the number of rows. */
  next: number;
  /** Names the group from one analysis to the next. */
  key: string;
  label: string;
  sessions: number;
  silent: number;
  collapsed: boolean;
}

export interface LaneFound {
  lane: Lane;
  /** −1 while it is filtered out or in a folded group. */
  row: number;
  /** It passes search and segment. */
  shown: boolean;
  /** Of its group; null without one, or while it is filtered out. */
  header: GroupHeader | null;
}

/** The rows in their order, kept in the worker under a number. */
export interface ArrangeAnswer {
  arrangement: number;
  rows: number;
  /** Sessions that pass search and segment, those in folded groups included. */
  shown: number;
  groups: number;
  /** How many sessions each segment would show. */
  counts: Record<Segment, number>;
  /** Where the sessions asked after are now; null: not in this log any more. */
  kept: (LaneFound | null)[];
}

/** Rows as columns; row `from + i` is entry i of each. */
export interface LanesAnswer {
  from: number;
  /** −1: the row is a header. */
  session: Int32Array;
  start: Float64Array;
  known: Float64Array;
  end: Float64Array;
  /** Index into {@link OUTCOMES}. */
  outcome: Uint8Array;
  flags: Uint8Array;
  emitter: Int32Array;
  transport: Int32Array;
  plugin: Int32Array;
  ids: string[];
  labels: string[];
  /** Headers among the rows, and before them that of the first row's group. */
  headers: GroupHeader[];
}

/** Many rows to a pixel: cells of `rowsPerBand` rows by `columnSpan` µs. */
export interface RasterAnswer {
  /** √(share of the band's rows that live in the cell), 0…255, at least 1 where any does; band by band. */
  density: Uint8Array;
  /** Cells in which a session ends silently (band × columns + column), ascending. */
  silent: Uint32Array;
  /** Headers of groups, as many as have room. */
  headers: GroupHeader[];
}

/** The overview: each column of pixels. */
export interface DensityAnswer {
  /** Sessions that were open at some moment of the column. */
  open: Uint32Array;
  /** Silent endings in the column. */
  silent: Uint32Array;
  peak: number;
}

/** What is in a stretch of time. */
export interface MeasureAnswer {
  events: number;
  /** Sessions that began, ended with a session event, ended silently. */
  begun: number;
  ended: number;
  silent: number;
}

export const MAX_ROWS_PER_REQUEST = 1024;
export const MAX_RASTER_CELLS = 1 << 22;
export const MAX_COLUMNS = 8192;
/** Sessions whose rows are asked after with an arrangement: the selected, the opened, the topmost. */
export const MAX_KEPT = 80;
export const MAX_RELATED = 20_000;
const MAX_FOLDED_GROUPS = 10_000;

const whole = z.int().check(z.nonnegative());
const count = z.int().check(z.positive());

export const LaneOrder = z.strictObject({
  query: z.string().check(z.maxLength(1000)),
  segment: z.enum(SEGMENTS),
  grouping: z.enum(GROUPINGS),
  sorting: z.enum(SORTINGS),
  /** Last things first; headers of groups keep their order. */
  reversed: z.boolean(),
  /** Folded groups by key; with `others`, all groups but these. */
  folded: z.strictObject({ others: z.boolean(), keys: z.array(z.string()).check(z.maxLength(MAX_FOLDED_GROUPS)) }),
});
export type LaneOrder = z.infer<typeof LaneOrder>;

export const Seek = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('session'), session: whole }),
  z.strictObject({ to: z.literal('key'), key: SessionKey }),
  /** The session's row nearest to `row + by`. */
  z.strictObject({ to: z.literal('row'), row: z.int(), by: z.int() }),
  /** The next row that ends silently, going round at the ends; from −1 the first. */
  z.strictObject({ to: z.literal('silent'), row: z.int(), direction: z.union([z.literal(1), z.literal(-1)]) }),
]);
export type Seek = z.infer<typeof Seek>;

/** Requests for lanes. `arrangement` is that of an {@link ArrangeAnswer}; the worker keeps the last few. */
export const LANE_REQUESTS = [
  z.strictObject({
    method: z.literal('arrange'),
    revision: whole,
    order: LaneOrder,
    keep: z.array(SessionKey).check(z.maxLength(MAX_KEPT)),
  }),
  z.strictObject({
    method: z.literal('lanes'),
    revision: whole,
    arrangement: whole,
    from: whole,
    count: count.check(z.maximum(MAX_ROWS_PER_REQUEST)),
  }),
  z.strictObject({
    method: z.literal('raster'),
    revision: whole,
    arrangement: whole,
    /** Time with the idle gaps folded. */
    folded: z.boolean(),
    firstBand: whole,
    bands: count.check(z.maximum(MAX_COLUMNS)),
    rowsPerBand: count,
    /** The first column begins at `firstColumn × columnSpan`, µs since origin. */
    firstColumn: z.int(),
    columns: count.check(z.maximum(MAX_COLUMNS)),
    columnSpan: z.number().check(z.positive()),
  }),
  z.strictObject({
    method: z.literal('density'),
    revision: whole,
    arrangement: whole,
    folded: z.boolean(),
    from: z.number(),
    span: z.number().check(z.positive()),
    columns: count.check(z.maximum(MAX_COLUMNS)),
  }),
  z.strictObject({ method: z.literal('seek'), revision: whole, arrangement: whole, seek: Seek }),
  /** Rows of the sessions that share the session's connection or room. */
  z.strictObject({
    method: z.literal('related'),
    revision: whole,
    arrangement: whole,
    session: whole,
    by: z.enum(KINSHIPS),
  }),
  z.strictObject({ method: z.literal('measure'), revision: whole, from: z.number(), to: z.number() }),
  /** What can be folded. All events are looked at, so it is not told with the log but when there is time. */
  z.strictObject({ method: z.literal('gaps'), revision: whole }),
] as const;
export const LaneRequest = z.discriminatedUnion('method', LANE_REQUESTS);
export type LaneRequest = z.infer<typeof LaneRequest>;

export interface LaneAnswers {
  arrange: ArrangeAnswer;
  lanes: LanesAnswer;
  raster: RasterAnswer;
  density: DensityAnswer;
  seek: LaneFound | null;
  /** Ascending; at most {@link MAX_RELATED}. */
  related: Int32Array;
  measure: MeasureAnswer;
  /** Long stretches without any event, from and to by turns, ascending; µs since origin. */
  gaps: Float64Array;
}
