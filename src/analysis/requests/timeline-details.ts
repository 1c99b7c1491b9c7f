/**
 * What the detail area of the timeline asks about one session, and the shapes of the answers. The part of the protocol
 * in `timeline.ts` that is about a single session; times are µs since the Unix epoch. Whatever can be long comes in
 * pages: each answer reads a bounded number of bytes of the log.
 */
import * as z from 'zod/mini';
import { float32s, uint32s } from '../../rpc/columns.js';
import { request } from '../../rpc/requests.js';
import { OUTCOMES } from '../lanes/protocol.js';
import { NAMES_FIRST } from '../../sessions/who.js';

export const EVENTS_PER_PAGE = 200;
/** A longer event is not shown as a tree. */
export const MAX_EVENT_SHOWN = 4 * 1024 * 1024;
/** Width of a chart in buckets, at most. */
export const MAX_BUCKETS = 1000;

const offset = z.int().check(z.nonnegative());
const ofSession = { revision: z.int().check(z.nonnegative()), session: z.int().check(z.nonnegative()) };

export const LONGEST_EVENT_TEXT = 200;

/** Which of a session's events are listed; null: all. */
const EventFilter = z.strictObject({
  types: z.nullable(z.array(z.int()).check(z.maxLength(16))),
  /** Id of a handle. */
  handle: z.nullable(z.string().check(z.maxLength(64))),
  from: z.nullable(z.number()),
  to: z.nullable(z.number()),
  /** Somewhere in the event, or in its words; '': any. */
  text: z.string().check(z.maxLength(LONGEST_EVENT_TEXT)),
});
export type EventFilter = z.infer<typeof EventFilter>;

export const ALL_EVENTS: EventFilter = { types: null, handle: null, from: null, to: null, text: '' };

const place = { offset: z.number(), length: z.number(), line: z.int(), at: z.number() };

const EventRow = z.object({
  ...place,
  type: z.int(),
  /** Id of the handle; null for an event of the session itself. */
  handle: z.nullable(z.string()),
  /** "session · created", "webrtc · dtls connected" */
  summary: z.string(),
});
export type EventRow = z.infer<typeof EventRow>;

const EventPage = z.object({
  /** Events that pass the filter. */
  total: z.int(),
  /** Of how many of each type there are, whatever types the filter lets pass. */
  counts: z.array(z.object({ type: z.int(), count: z.int() })),
  /** Events that were not looked at for a text, since those before them are as much as is read at once. */
  unsearched: z.int(),
  rows: z.array(EventRow),
});
export type EventPage = z.infer<typeof EventPage>;

export const EvidenceRow = z.object({
  offset: z.number(),
  line: z.int(),
  at: z.number(),
  what: z.string(),
  /** Chooses the symbol: what kind of event this is. */
  kind: z.enum(['created', 'attached', 'detached', 'transport', 'session-event', 'server', 'other']),
});
export type EvidenceRow = z.infer<typeof EvidenceRow>;

/** What the detail area says about one session without reading the log again, in words ready to show. */
const SessionDetail = z.object({
  session: z.int(),
  id: z.string(),
  instance: z.int(),
  /** "janus-112 · Janus 1.1.2 · WebSockets · echotest" */
  subtitle: z.string(),
  outcome: z.enum(OUTCOMES),
  /** "Ended silently", "Destroyed", "Timed out", "Still open", "Cannot be told" */
  headline: z.string(),
  certainty: z.nullable(z.enum(['certain', 'probable', 'possible'])),
  cause: z.nullable(z.string()),
  /** The verdict in a sentence or two. */
  sentence: z.string(),
  /** Which Janus version fixes it, what can be done; null where nothing is wrong. */
  advice: z.nullable(z.string()),
  /** Of a silent ending that is expected: why. */
  expected: z.nullable(z.string()),
  /** Whether there is a page that explains the cause. */
  explained: z.boolean(),
  start: z.number(),
  end: z.nullable(z.number()),
  evidence: z.array(EvidenceRow),
  facts: z.array(z.object({ label: z.string(), value: z.string(), code: z.boolean() })),
  /** What people call it; null where only its id tells it from others. */
  name: z.nullable(z.string()),
  /** Other sessions of the transport connection that created this one. */
  sameConnection: z.int(),
  /** Who else was in its room or on its connection, those longest there first. */
  company: z.array(
    z.object({
      session: z.int(),
      id: z.string(),
      name: z.nullable(z.string()),
      shares: z.enum(['room', 'connection', 'room and connection']),
      /** µs. */
      together: z.number(),
    }),
  ),
  /** Others beyond those listed. */
  moreCompany: z.int(),
  handles: z.array(
    z.object({
      id: z.string(),
      plugin: z.string(),
      opaqueId: z.nullable(z.string()),
      from: z.nullable(z.number()),
      to: z.nullable(z.number()),
    }),
  ),
  /** Handles beyond those listed. */
  moreHandles: z.int(),
  eventCount: z.int(),
  /** Media statistics among the events. */
  statisticsCount: z.int(),
});
export type SessionDetail = z.infer<typeof SessionDetail>;

const SdpMedium = z.object({
  mid: z.nullable(z.string()),
  /** "audio", "video", "application" */
  kind: z.string(),
  direction: z.string(),
  /** Port 0: the medium is refused. */
  refused: z.boolean(),
  /** In order of preference: "opus/48000/2"; retransmission and redundancy formats left out. */
  codecs: z.array(z.string()),
  /** "send f;h;q", or null */
  simulcast: z.nullable(z.string()),
  /** Last parts of the header extensions' URIs: "transport-wide-cc", "sdes:mid". */
  extensions: z.array(z.string()),
});
const SdpSummary = z.object({
  media: z.array(SdpMedium),
  /** mids of each BUNDLE group. */
  bundle: z.array(z.string()),
  /** "active", "passive", "actpass" */
  setup: z.nullable(z.string()),
  iceLite: z.boolean(),
});
export type SdpSummary = z.infer<typeof SdpSummary>;

const step = { ...place, handle: z.nullable(z.string()) };
const medium = { medium: z.string(), mid: z.nullable(z.string()) };

/** One event of a PeerConnection's life, read. */
const WebrtcStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ice'), ...step, state: z.string() }),
  z.object({ kind: z.literal('dtls'), ...step, state: z.string() }),
  z.object({ kind: z.literal('candidate'), ...step, side: z.enum(['local', 'remote']), text: z.string() }),
  z.object({ kind: z.literal('pair'), ...step, text: z.string() }),
  z.object({ kind: z.literal('up'), ...step }),
  z.object({ kind: z.literal('hangup'), ...step, reason: z.string() }),
  z.object({ kind: z.literal('receiving'), ...step, ...medium, on: z.boolean() }),
  z.object({ kind: z.literal('slow-link'), ...step, ...medium, direction: z.string(), lost: z.nullable(z.number()) }),
  z.object({
    kind: z.literal('sdp'),
    ...step,
    owner: z.string(),
    type: z.string(),
    /** null: not an SDP that can be read, or without one. */
    summary: z.nullable(SdpSummary),
  }),
]);
export type WebrtcStep = z.infer<typeof WebrtcStep>;

export const WebrtcPage = z.object({
  steps: z.array(WebrtcStep),
  /** Where the next page begins; null: this was the last. */
  next: z.nullable(z.int()),
});
export type WebrtcPage = z.infer<typeof WebrtcPage>;

/** The order of the rows in a {@link SeriesPart}. "In" and "out" are Janus' point of view: in is what it receives. */
export const METRICS = [
  'bitrateIn',
  'bitrateOut',
  'rtt',
  'jitterIn',
  'jitterOut',
  'lossIn',
  'lossOut',
  'nacksIn',
  'nacksOut',
] as const;
export type Metric = (typeof METRICS)[number];

/** Statistics of one medium of one handle: a row of buckets for each metric, one after another. */
const SeriesPart = z.object({
  handle: z.string(),
  /** As Janus names it: "0"; '' where it has none. */
  mid: z.string(),
  /** "audio", "video", "video-sim1" */
  medium: z.string(),
  codec: z.nullable(z.string()),
  /** Number of samples in each bucket and metric; where it is 0 the other columns mean nothing. */
  samples: uint32s,
  low: float32s,
  high: float32s,
  mean: float32s,
});
export type SeriesPart = z.infer<typeof SeriesPart>;

const StatisticsPage = z.object({
  /** First and last time of the session's statistics: edges of the whole row of buckets. */
  from: z.number(),
  to: z.number(),
  buckets: z.int(),
  /** The part of the row that this page fills: the columns have {@link METRICS} rows of `count` buckets each. */
  first: z.int(),
  count: z.int(),
  series: z.array(SeriesPart),
  /** Media beyond those that are told apart. */
  moreSeries: z.int(),
  /** Statistics read up to here, and where the next page begins; null: this was the last. */
  read: z.int(),
  next: z.nullable(z.int()),
});
export type StatisticsPage = z.infer<typeof StatisticsPage>;

export const DETAIL_REQUESTS = {
  /** `names`: what sessions are called by first. */
  detail: request({ ...ofSession, names: z.enum(NAMES_FIRST) }, SessionDetail),
  /** A page of the session's events that pass the filter. */
  events: request({ ...ofSession, filter: EventFilter, from: offset }, EventPage),
  /** A page of what its PeerConnections went through. */
  webrtc: request({ ...ofSession, from: offset }, WebrtcPage),
  /** A page of its media statistics, as a part of a row of buckets. */
  statistics: request(
    { ...ofSession, from: offset, buckets: z.int().check(z.positive(), z.lte(MAX_BUCKETS)) },
    StatisticsPage,
  ),
  /** The event's JSON as it is written, without line prefixes and escapes. */
  json: request({ revision: ofSession.revision, offset, length: z.int().check(z.positive()) }, z.string()),
};
