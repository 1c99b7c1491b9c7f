/** What is asked about lanes, and what is answered. */
import * as z from 'zod/mini';
import { bytes, float64s, int32s, uint32s } from '../../rpc/columns.js';
import { request, type Answer, type Request } from '../../rpc/requests.js';
import { Search, SearchProblem } from '../requests/search-requests.js';
import { NAMES_FIRST } from '../../sessions/who.js';
import { COLUMN_KEYS, SORTINGS } from './columns/index.js';
import { GroupHeader, GROUPINGS, KINSHIPS, LaneFound, SEGMENTS, LaneKey, whole } from './protocol.js';

export const MAX_ROWS_PER_REQUEST = 1024;
export const MAX_RASTER_CELLS = 1 << 22;
export const MAX_COLUMNS = 8192;
/** Sessions whose rows are asked after with an arrangement: the selected, the opened, the topmost. */
const MAX_KEPT = 80;
export const MAX_RELATED = 20_000;
/** Rooms whose lines are asked for at once. */
export const MAX_PLACES = 100;
/** Parts of the log's time that a room's line is told in. */
export const ROOM_COLUMNS = 120;
/** People listed of a room. */
export const MAX_INSIDERS = 300;
const MAX_FOLDED_GROUPS = 10_000;

const count = z.int().check(z.positive());

export const LaneOrder = z.strictObject({
  query: Search.shape.text,
  /** What its times mean: µs that who asks adds to UTC. */
  zone: Search.shape.zone,
  segment: z.enum(SEGMENTS),
  grouping: z.enum(GROUPINGS),
  sorting: z.enum(SORTINGS),
  /** What sessions are called by first; the display name without. */
  names: z.optional(z.enum(NAMES_FIRST)),
  /** Last things first; headers of groups keep their order. */
  reversed: z.boolean(),
  /** Folded groups by key; with `others`, all groups but these. */
  folded: z.strictObject({ others: z.boolean(), keys: z.array(z.string()).check(z.maxLength(MAX_FOLDED_GROUPS)) }),
});
export type LaneOrder = z.infer<typeof LaneOrder>;

export const Seek = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('session'), session: whole }),
  z.strictObject({ to: z.literal('key'), key: LaneKey }),
  /** The session's row nearest to `row + by`. */
  z.strictObject({ to: z.literal('row'), row: z.int(), by: z.int() }),
  /** The next row that ends silently, going round at the ends; from −1 the first. */
  z.strictObject({ to: z.literal('silent'), row: z.int(), direction: z.union([z.literal(1), z.literal(-1)]) }),
]);
export type Seek = z.infer<typeof Seek>;

/** The rows in their order, kept in the worker under a number. */
const ArrangeAnswer = z.object({
  arrangement: whole,
  rows: whole,
  /** Sessions that pass search and segment, those in folded groups included. */
  shown: whole,
  groups: whole,
  /** How many sessions each segment would show. */
  counts: z.record(z.enum(SEGMENTS), whole),
  /** Where the sessions asked after are now; null: not in this log any more. */
  kept: z.array(z.nullable(LaneFound)),
  /** Why the query cannot be understood: all is shown then. */
  problem: z.nullable(SearchProblem),
});
export type ArrangeAnswer = z.infer<typeof ArrangeAnswer>;

/** Rows as columns; row `from + i` is entry i of each. */
const LanesAnswer = z
  .object({
    from: whole,
    /** −1: the row is a header. */
    session: int32s,
    inSession: int32s,
    instance: uint32s,
    start: float64s,
    known: float64s,
    end: float64s,
    /** Index into `OUTCOMES`. */
    outcome: bytes,
    flags: bytes,
    emitter: int32s,
    transport: int32s,
    plugin: int32s,
    /** See `QUALITY_UNTOLD`. */
    quality: bytes,
    ids: z.array(z.string()),
    names: z.array(z.string()),
    /** What was asked for of each column, in its order. */
    cells: z.array(z.array(z.string())),
    labels: z.array(z.string()),
    /** Headers among the rows, and before them that of the first row's group. */
    headers: z.array(GroupHeader),
  })
  // A column of another length than the others would draw nonsense.
  .check(
    z.refine(
      ({ session, ids, names, cells, labels, ...columns }) =>
        [
          columns.inSession,
          columns.instance,
          columns.start,
          columns.known,
          columns.end,
          columns.outcome,
          columns.flags,
        ].every((column) => column.length === session.length) &&
        [columns.emitter, columns.transport, columns.plugin, columns.quality, ids, names, labels, ...cells].every(
          (column) => column.length === session.length,
        ),
    ),
  );
export type LanesAnswer = z.infer<typeof LanesAnswer>;

/** Many rows to a pixel: cells of `rowsPerBand` rows by `columnSpan` µs. */
const RasterAnswer = z.object({
  /** √(share of the band's rows that live in the cell), 0…255, at least 1 where any does; band by band. */
  density: bytes,
  /** Cells in which a session ends silently (band × columns + column), ascending. */
  silent: uint32s,
  /** Headers of groups, as many as have room. */
  headers: z.array(GroupHeader),
});
export type RasterAnswer = z.infer<typeof RasterAnswer>;

/** The overview: each column of pixels. */
const DensityAnswer = z.object({
  /** Sessions that were open at some moment of the column. */
  open: uint32s,
  /** Silent endings in the column. */
  silent: uint32s,
  peak: whole,
});
export type DensityAnswer = z.infer<typeof DensityAnswer>;

/** How many were inside rooms, by column of time. */
const InsideAnswer = z.object({
  /** The most in each column; a room behind the other, in the order asked for. */
  counts: uint32s,
  /** The most at any time, for each room. */
  peaks: uint32s,
});
export type InsideAnswer = z.infer<typeof InsideAnswer>;

/** A room or mountpoint at one time, µs since origin. */
const RoomAnswer = z.object({
  place: whole,
  /** "Room 1234" */
  name: z.string(),
  emitter: z.string(),
  /** Number of the room's own life; −1: nothing is told of it. */
  life: z.int(),
  /** Stays in all, and the most inside at once. */
  stays: whole,
  peak: whole,
  at: z.number(),
  inside: whole,
  /** The first {@link MAX_INSIDERS} of those inside, in the order they came; `unseen`: before the log. */
  people: z.array(z.object({ life: whole, name: z.string(), start: z.number(), unseen: z.boolean() })),
  /** The last change before this time and the next one after it; null: none. */
  /** The most inside in each of {@link ROOM_COLUMNS} parts of the log's time. */
  counts: uint32s,
  /** The log's time, µs. */
  length: z.number(),
  before: z.nullable(z.number()),
  after: z.nullable(z.number()),
});
export type RoomAnswer = z.infer<typeof RoomAnswer>;

/** What is in a stretch of time: events, and sessions that began, ended with a session event, ended silently. */
const MeasureAnswer = z.object({ events: whole, begun: whole, ended: whole, silent: whole });
export type MeasureAnswer = z.infer<typeof MeasureAnswer>;

/** The rows are those of an {@link ArrangeAnswer}; the worker keeps the last few. */
const ofRows = { revision: whole, arrangement: whole };

export const LANE_REQUESTS = {
  arrange: request(
    { revision: whole, order: LaneOrder, keep: z.array(LaneKey).check(z.maxLength(MAX_KEPT)) },
    ArrangeAnswer,
  ),
  lanes: request(
    {
      ...ofRows,
      from: whole,
      count: count.check(z.maximum(MAX_ROWS_PER_REQUEST)),
      /** What the table says of each row besides; of the columns that it has to be asked about. */
      columns: z.array(z.enum(COLUMN_KEYS)).check(z.maxLength(COLUMN_KEYS.length)),
    },
    LanesAnswer,
  ),
  raster: request(
    {
      ...ofRows,
      /** Time with the idle gaps folded. */
      folded: z.boolean(),
      firstBand: whole,
      bands: count.check(z.maximum(MAX_COLUMNS)),
      rowsPerBand: count,
      /** The first column begins at `firstColumn × columnSpan`, µs since origin. */
      firstColumn: z.int(),
      columns: count.check(z.maximum(MAX_COLUMNS)),
      columnSpan: z.number().check(z.positive()),
    },
    RasterAnswer,
  ),
  density: request(
    {
      ...ofRows,
      folded: z.boolean(),
      from: z.number(),
      span: z.number().check(z.positive()),
      columns: count.check(z.maximum(MAX_COLUMNS)),
    },
    DensityAnswer,
  ),
  /** How many were inside each of the rooms and mountpoints. */
  inside: request(
    {
      revision: whole,
      places: z.array(whole).check(z.maxLength(MAX_PLACES)),
      folded: z.boolean(),
      from: z.number(),
      span: z.number().check(z.positive()),
      columns: count.check(z.maximum(MAX_COLUMNS)),
    },
    InsideAnswer,
  ),
  /** Who is in a room or at a mountpoint at a time; null: at the end of the log. */
  room: request({ revision: whole, place: whole, at: z.nullable(z.number()) }, RoomAnswer),
  seek: request({ ...ofRows, seek: Seek }, z.nullable(LaneFound)),
  /** Rows of the sessions that share the session's connection or room, ascending; at most {@link MAX_RELATED}. */
  related: request({ ...ofRows, session: whole, by: z.enum(KINSHIPS) }, int32s),
  measure: request({ revision: whole, from: z.number(), to: z.number() }, MeasureAnswer),
  /**
   * What can be folded: long stretches without any event, from and to by turns, ascending, µs since origin. All events are
   * looked at, so it is not told with the log but when there is time.
   */
  gaps: request({ revision: whole }, float64s),
};
export type LaneRequests = typeof LANE_REQUESTS;
export type LaneMethod = keyof LaneRequests;
export type LaneRequest<M extends LaneMethod = LaneMethod> = Request<LaneRequests, M>;
export type LaneAnswer<M extends LaneMethod> = Answer<LaneRequests, M>;
