/**
 * What the timeline is given to draw and what it may ask for: the protocol between the extension and its webview.
 *
 * Lanes and everything inside them are asked for by row, by session or by range, when they are looked at; `lanes/` says
 * how. Times of lanes are µs since {@link TimelineLog.origin}; everywhere else µs since the Unix epoch.
 */
import * as z from 'zod/mini';
import {
  LANE_ANSWERS,
  LANE_REQUESTS,
  type LaneAnswers,
  OUTCOMES,
  type Outcome,
  type TimelineLog,
  TimelineLogShape,
} from './lanes/protocol.js';

export { OUTCOMES, type Outcome } from './lanes/protocol.js';

/** What is drawn inside a lane once it is wide enough. Times are µs since origin. */
export interface SessionTrack {
  session: number;
  handles: {
    id: string;
    plugin: string;
    start: number;
    /** null: still attached at the end of the session. */
    end: number | null;
    /** PeerConnection up, from `webrtcup` to `hangup` or `detached`: start, end, start, end … */
    up: number[];
  }[];
  /** Events other than media statistics: time and event type (1, 2, 8, 16, 32, 64), at most {@link MAX_TICKS}. */
  tickTimes: number[];
  tickTypes: number[];
}

export const MAX_TICKS = 2000;
export const MAX_TRACKS_PER_REQUEST = 200;
export const EVENTS_PER_PAGE = 200;

export interface EventRow {
  offset: number;
  length: number;
  line: number;
  at: number;
  type: number;
  /** "session · created", "webrtc · dtls connected" */
  summary: string;
}

export interface EvidenceRow {
  offset: number;
  line: number;
  at: number;
  what: string;
  /** Chooses the symbol: what kind of event this is. */
  kind: 'created' | 'attached' | 'detached' | 'transport' | 'session-event' | 'server' | 'other';
}

/** Everything the detail area says about one session, in words ready to show. */
export interface SessionDetail {
  session: number;
  id: string;
  instance: number;
  /** "janus-112 · Janus 1.1.2 · WebSockets · echotest" */
  subtitle: string;
  outcome: Outcome;
  /** "Ended silently", "Destroyed", "Timed out", "Still open", "Cannot be told" */
  headline: string;
  certainty: 'certain' | 'probable' | 'possible' | null;
  cause: string | null;
  /** The verdict in a sentence or two. */
  sentence: string;
  /** Which Janus version fixes it, what can be done; null where nothing is wrong. */
  advice: string | null;
  /** Whether there is a page that explains the cause. */
  explained: boolean;
  start: number;
  evidence: EvidenceRow[];
  facts: { label: string; value: string; code: boolean }[];
  handles: { id: string; plugin: string; opaqueId: string | null; from: number | null; to: number | null }[];
  eventCount: number;
}

/** Requests the webview may make, with the shape of each answer in {@link TimelineAnswers}. */
export const TimelineRequest = z.discriminatedUnion('method', [
  ...LANE_REQUESTS,
  z.strictObject({
    method: z.literal('tracks'),
    revision: z.int().check(z.nonnegative()),
    sessions: z.array(z.int().check(z.nonnegative())).check(z.maxLength(MAX_TRACKS_PER_REQUEST)),
  }),
  z.strictObject({
    method: z.literal('detail'),
    revision: z.int().check(z.nonnegative()),
    session: z.int().check(z.nonnegative()),
  }),
  z.strictObject({
    method: z.literal('events'),
    revision: z.int().check(z.nonnegative()),
    session: z.int().check(z.nonnegative()),
    from: z.int().check(z.nonnegative()),
  }),
  z.strictObject({
    method: z.literal('json'),
    revision: z.int().check(z.nonnegative()),
    offset: z.int().check(z.nonnegative()),
    length: z.int().check(z.positive()),
  }),
]);
export type TimelineRequest = z.infer<typeof TimelineRequest>;

export interface TimelineAnswers extends LaneAnswers {
  tracks: SessionTrack[];
  detail: SessionDetail;
  events: EventRow[];
  /** The event, pretty-printed. */
  json: string;
}

/** Shapes of the answers, for the side that receives them. */
export const TimelineAnswer = {
  ...LANE_ANSWERS,
  tracks: z.array(
    z.object({
      session: z.int(),
      handles: z.array(
        z.object({
          id: z.string(),
          plugin: z.string(),
          start: z.number(),
          end: z.nullable(z.number()),
          up: z.array(z.number()),
        }),
      ),
      tickTimes: z.array(z.number()),
      tickTypes: z.array(z.int()),
    }),
  ),
  detail: z.object({
    session: z.int(),
    id: z.string(),
    instance: z.int(),
    subtitle: z.string(),
    outcome: z.enum(OUTCOMES),
    headline: z.string(),
    certainty: z.nullable(z.enum(['certain', 'probable', 'possible'])),
    cause: z.nullable(z.string()),
    sentence: z.string(),
    advice: z.nullable(z.string()),
    explained: z.boolean(),
    start: z.number(),
    evidence: z.array(
      z.object({
        offset: z.number(),
        line: z.int(),
        at: z.number(),
        what: z.string(),
        kind: z.enum(['created', 'attached', 'detached', 'transport', 'session-event', 'server', 'other']),
      }),
    ),
    facts: z.array(z.object({ label: z.string(), value: z.string(), code: z.boolean() })),
    handles: z.array(
      z.object({
        id: z.string(),
        plugin: z.string(),
        opaqueId: z.nullable(z.string()),
        from: z.nullable(z.number()),
        to: z.nullable(z.number()),
      }),
    ),
    eventCount: z.int(),
  }),
  events: z.array(
    z.object({
      offset: z.number(),
      length: z.number(),
      line: z.int(),
      at: z.number(),
      type: z.int(),
      summary: z.string(),
    }),
  ),
  json: z.string(),
} satisfies { [M in TimelineRequest['method']]: z.ZodMiniType<TimelineAnswers[M]> };

/** Webview → extension. Refused and logged when the shape is another. */
export const FromTimeline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('request'), id: z.int().check(z.nonnegative()), request: TimelineRequest }),
  /** A session was selected (or deselected) by hand. */
  z.strictObject({ type: z.literal('selected'), session: z.nullable(z.int().check(z.nonnegative())) }),
  /** Open the log at this event: Enter, double click or a link. `preserveFocus` keeps the hands in the timeline. */
  z.strictObject({
    type: z.literal('open'),
    offset: z.int().check(z.nonnegative()),
    length: z.int().check(z.nonnegative()),
    preserveFocus: z.boolean(),
  }),
  /** Open the log where the session ended, or where it was created when it is still open. */
  z.strictObject({
    type: z.literal('openSession'),
    session: z.int().check(z.nonnegative()),
    preserveFocus: z.boolean(),
  }),
  z.strictObject({ type: z.literal('copy'), text: z.string().check(z.maxLength(1 << 20)) }),
  /** Show the page that explains a cause. */
  z.strictObject({ type: z.literal('help'), cause: z.string().check(z.maxLength(64)) }),
  /** Something went wrong in the page: for the output channel. */
  z.strictObject({ type: z.literal('problem'), message: z.string().check(z.maxLength(4096)) }),
]);
export type FromTimeline = z.infer<typeof FromTimeline>;

/** Extension → webview. */
export const ToTimeline = z.discriminatedUnion('type', [
  /** Analysis under way; percent is null where the size is unknown. */
  z.object({ type: z.literal('loading'), name: z.string(), percent: z.nullable(z.number()) }),
  z.object({ type: z.literal('failed'), name: z.string(), message: z.string() }),
  /** Another analysis of the log: the lanes are asked for anew. */
  z.object({ type: z.literal('log'), log: TimelineLogShape }),
  z.object({ type: z.literal('answer'), id: z.int(), answer: z.unknown() }),
  z.object({ type: z.literal('refused'), id: z.int(), message: z.string() }),
  /** Select a session from outside (cursor in the log, tree, Go to Session…) and bring it into view. */
  z.object({ type: z.literal('reveal'), session: z.int(), focus: z.boolean() }),
]);
export type ToTimeline =
  | { type: 'loading'; name: string; percent: number | null }
  | { type: 'failed'; name: string; message: string }
  | { type: 'log'; log: TimelineLog }
  | { type: 'answer'; id: number; answer: TimelineAnswers[keyof TimelineAnswers] }
  | { type: 'refused'; id: number; message: string }
  | { type: 'reveal'; session: number; focus: boolean };
