/** Shapes of what the worker answers and of a log as a whole, for the side that receives them. */
import * as z from 'zod/mini';
import { type LaneAnswers, type LaneRequest, OUTCOMES, SEGMENTS, type TimelineLog } from './protocol.js';

const whole = z.int().check(z.nonnegative());

const LaneShape = z.object({
  session: whole,
  id: z.string(),
  label: z.string(),
  start: z.number(),
  known: z.number(),
  end: z.number(),
  outcome: z.enum(OUTCOMES),
  flags: z.int(),
  emitter: z.string(),
  transport: z.string(),
  plugin: z.nullable(z.string()),
});
const HeaderShape = z.object({
  row: z.int(),
  next: z.int(),
  key: z.string(),
  label: z.string(),
  sessions: z.int(),
  silent: z.int(),
  collapsed: z.boolean(),
});
const FoundShape = z.nullable(
  z.object({ lane: LaneShape, row: z.int(), shown: z.boolean(), header: z.nullable(HeaderShape) }),
);

export const LANE_ANSWERS = {
  arrange: z.object({
    arrangement: whole,
    rows: whole,
    shown: whole,
    groups: whole,
    counts: z.record(z.enum(SEGMENTS), whole),
    kept: z.array(FoundShape),
  }),
  lanes: z
    .object({
      from: whole,
      session: z.instanceof(Int32Array),
      start: z.instanceof(Float64Array),
      known: z.instanceof(Float64Array),
      end: z.instanceof(Float64Array),
      outcome: z.instanceof(Uint8Array),
      flags: z.instanceof(Uint8Array),
      emitter: z.instanceof(Int32Array),
      transport: z.instanceof(Int32Array),
      plugin: z.instanceof(Int32Array),
      ids: z.array(z.string()),
      labels: z.array(z.string()),
      headers: z.array(HeaderShape),
    })
    // A column of another length than the others would draw nonsense.
    .check(
      z.refine(({ session, start, known, end, outcome, flags, emitter, transport, plugin, ids, labels }) =>
        [start, known, end, outcome, flags, emitter, transport, plugin, ids, labels].every(
          (column) => column.length === session.length,
        ),
      ),
    ),
  raster: z.object({
    density: z.instanceof(Uint8Array),
    silent: z.instanceof(Uint32Array),
    headers: z.array(HeaderShape),
  }),
  density: z.object({ open: z.instanceof(Uint32Array), silent: z.instanceof(Uint32Array), peak: whole }),
  seek: FoundShape,
  related: z.instanceof(Int32Array),
  measure: z.object({ events: whole, begun: whole, ended: whole, silent: whole }),
  gaps: z.instanceof(Float64Array),
} satisfies { [M in LaneRequest['method']]: z.ZodMiniType<LaneAnswers[M]> };

export const TimelineLogShape = z.object({
  revision: whole,
  name: z.string(),
  origin: z.number(),
  length: z.number().check(z.nonnegative()),
  count: whole,
  counts: z.record(z.enum(OUTCOMES), whole),
  emitters: z.array(z.object({ name: z.string(), version: z.nullable(z.string()) })),
  transports: z.array(z.string()),
  plugins: z.array(z.string()),
  marks: z.array(
    z.object({
      at: z.number(),
      kind: z.enum(['started', 'shutdown']),
      emitter: z.string(),
      label: z.string(),
      offset: z.number(),
    }),
  ),
  stretches: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      kind: z.enum(['damaged', 'masked']),
      label: z.string(),
      offset: z.nullable(z.number()),
    }),
  ),
}) satisfies z.ZodMiniType<TimelineLog>;
