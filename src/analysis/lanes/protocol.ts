/**
 * What the timeline's page knows of a log and its lanes. The worker arranges the sessions into rows; the page asks for the
 * rows and the stretch of time on the screen, never for all of them, as typed arrays by range and level, because objects
 * cross as JSON and typed arrays do not. `requests.ts` says how. Times are µs since {@link TimelineLog.origin}.
 */
import * as z from 'zod/mini';
import { OUTCOMES, type Outcome } from '../../words/outcomes.js';

/** How a lane's bar ends. The order is that of {@link LanesAnswer.outcome}. */
export { OUTCOMES, type Outcome };

export const SEGMENTS = ['all', 'silent', 'open', 'ended', 'unknown'] as const;
/** `ended` is "ended with its session event"; a silent ending is counted apart. */
export type Segment = (typeof SEGMENTS)[number];

export const GROUPINGS = ['emitter', 'transport', 'plugin', 'room', 'connection', 'none'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** By what sessions are lit together with the selected one. */
export const KINSHIPS = ['connection', 'room'] as const;

/** `created` is not in the log: the bar begins at the first trace of the session. */
export const FLAG_CREATED_UNSEEN = 1;
/** When exactly it ended is not in the log: somewhere between its last event and the end of its bar. */
export const FLAG_END_ASSUMED = 2;
/** Open, but seems to be ending just now, in a log that is written to: within seconds it shows. */
export const FLAG_PROVISIONAL = 4;
/** Somebody was thrown out of a room. */
export const FLAG_KICKED = 8;
/** It ended with what held it: no event tells this very end. */
export const FLAG_END_IMPLIED = 16;

/** It ended silently, as somebody expects. */
export const FLAG_EXPECTED = 32;

/** A quality is a score from 1 to 5 in tenths, 10 to 50; this where nothing tells it, */
export const QUALITY_UNTOLD = 0;
/** and this while lanes are sorted by something else. */
export const QUALITY_UNASKED = 255;

export const whole = z.int().check(z.nonnegative());

/** A moment that concerns all sessions of a server. */
const TimelineMark = z.object({
  at: z.number(),
  kind: z.enum(['started', 'shutdown']),
  emitter: z.string(),
  label: z.string(),
  offset: z.number(),
});
export type TimelineMark = z.infer<typeof TimelineMark>;

/** A stretch of time of which the log does not tell everything. */
const TimelineStretch = z.object({
  from: z.number(),
  to: z.number(),
  /** `damaged`: bytes that could not be read. `masked`: the event handler does not send all categories. */
  kind: z.enum(['damaged', 'masked']),
  label: z.string(),
  offset: z.nullable(z.number()),
});
export type TimelineStretch = z.infer<typeof TimelineStretch>;

/** A log as a whole: what is needed before any lane is. */
export const TimelineLog = z.object({
  /** Grows with each analysis of the same log; a reply to an older revision is of no use any more. */
  revision: whole,
  name: z.string(),
  /** Time 0, µs since the Unix epoch. */
  origin: z.number(),
  /** Time of the last event, µs since origin. */
  length: z.number().check(z.nonnegative()),
  count: whole,
  counts: z.record(z.enum(OUTCOMES), whole),
  emitters: z.array(z.object({ name: z.string(), version: z.nullable(z.string()) })),
  /** Short names for people: "WebSockets", "HTTP", "Unix sockets", "unknown transport". */
  transports: z.array(z.string()),
  /** Short plugin names: "videoroom". */
  plugins: z.array(z.string()),
  marks: z.array(TimelineMark),
  stretches: z.array(TimelineStretch),
});
export type TimelineLog = z.infer<typeof TimelineLog>;

/** A session by what it is, not by its index, which the next analysis may give to another. `instance`: use of its id, from 1. */
export const SessionKey = z.object({ emitter: z.string(), id: z.string(), instance: whole });
export type SessionKey = z.infer<typeof SessionKey>;

/** What a lane shows by what it is: a session, or a stay in a room, by who came when, µs since the epoch. */
export const LaneKey = z.union([SessionKey, z.object({ emitter: z.string(), name: z.string(), start: z.number() })]);
export type LaneKey = z.infer<typeof LaneKey>;

/** One session as a lane, or one stay in a room. */
const Lane = z.object({
  /** Number among all lives, sessions first: from {@link TimelineLog.count} on it is a stay. */
  session: whole,
  /** The session that it is or is within; −1: none is known. */
  inSession: z.int(),
  /** Of a stay the name. */
  id: z.string(),
  /** See {@link SessionKey}; 0 for a stay. */
  instance: whole,
  /** What people know it by, as the setting for names wants it; '' where only the id tells it from others. */
  name: z.string(),
  /** Opaque ids, rooms, displays and address, space-separated. */
  label: z.string(),
  start: z.number(),
  /** Its last event. */
  known: z.number(),
  /** Its end, or as far as it is shown: the end of the log for an open one. */
  end: z.number(),
  outcome: z.enum(OUTCOMES),
  flags: z.int(),
  emitter: z.string(),
  transport: z.string(),
  plugin: z.nullable(z.string()),
  /** See {@link QUALITY_UNTOLD}. */
  quality: z.int(),
});
export type Lane = z.infer<typeof Lane>;

export const GroupHeader = z.object({
  row: z.int(),
  /** Row of the next header, or the number of rows. */
  next: z.int(),
  /** Names the group from one analysis to the next. */
  key: z.string(),
  label: z.string(),
  sessions: z.int(),
  silent: z.int(),
  collapsed: z.boolean(),
  /** Number of the room or mountpoint that the group is; −1 for none. */
  place: z.int(),
  /** Of those in it: the worst, and that of the one in the middle; see {@link QUALITY_UNTOLD}. */
  worst: z.int(),
  middle: z.int(),
});
export type GroupHeader = z.infer<typeof GroupHeader>;

export const LaneFound = z.object({
  lane: Lane,
  /** −1 while it is filtered out or in a folded group. */
  row: z.int(),
  /** It passes search and segment. */
  shown: z.boolean(),
  /** Of its group; null without one, or while it is filtered out. */
  header: z.nullable(GroupHeader),
});
export type LaneFound = z.infer<typeof LaneFound>;
