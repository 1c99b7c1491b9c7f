/**
 * What may be asked of the analysis of one log, which runs off the main thread. `log-answers.ts` answers, and `client.ts`
 * carries it across; what the timeline's page asks stands in `timeline.ts` and is passed on as it is.
 */
import * as z from 'zod/mini';
import { ExpectedFinding } from '../../expected/expected-finding.js';
import { CAUSES, CERTAINTIES } from '../../sessions/session-table.js';
import { ZONES } from '../../words/clocks.js';
import { NAMES_FIRST } from '../../sessions/who.js';
import { bytes } from '../../rpc/columns.js';
import { request, type Ask } from '../../rpc/requests.js';
import { OUTCOMES, SessionKey, TimelineLog, whole } from '../lanes/protocol.js';
import { IN_TEXT_REQUESTS, TextRange } from './in-text.js';
import { Completions, Search, SearchProblem } from './search-requests.js';
import { TIMELINE_REQUESTS } from './timeline.js';
import { TracePiece, TracePosition, TraceScope } from '../timeline/trace-events.js';

export type { TextRange };

const texts = z.readonly(z.array(z.string()));

/** Where the bytes of a log are. */
const LogSource = z.discriminatedUnion('kind', [
  /**
   * A file the worker reads itself; gzip is recognised by its content. What was read of it before is not read again
   * unless it has changed, or `anew` asks for it.
   */
  z.strictObject({ kind: z.literal('file'), path: z.string(), anew: z.optional(z.boolean()) }),
  /** Bytes the host already has, as they are stored: an unsaved document, or a file of a virtual file system. */
  z.strictObject({ kind: z.literal('bytes'), name: z.string(), bytes }),
  /**
   * What has been added to the `capture` of that id, which the host keeps in memory, since it was asked about before: from its
   * byte `from` on; 0: all of it. Outdated where those before it are not known (any more). `changedAt`: ms since the Unix epoch.
   */
  z.strictObject({
    kind: z.literal('added'),
    name: z.string(),
    capture: z.string(),
    from: whole,
    bytes,
    changedAt: z.number(),
  }),
]);
export type LogSource = z.infer<typeof LogSource>;

/** How much of a log's file has been read, in bytes; `total` is null where its size is not known. */
const readSoFar = { read: whole, total: z.nullable(whole) };
const ReadSoFar = z.object(readSoFar);
export type ReadSoFar = z.infer<typeof ReadSoFar>;

/** Where an event is: see `EventRef` of the sessions. */
const EventPlace = z.object({ log: whole, offset: whole, length: whole, line: whole, at: z.number() });

/** A session as lists show it: the tree, the quick pick, the diagnostics. */
const SessionRow = z.object({
  index: whole,
  emitter: z.string(),
  id: z.string(),
  instance: whole,
  outcome: z.enum(OUTCOMES),
  /** Open, but seems to be ending just now. */
  provisional: z.boolean(),
  cause: z.nullable(z.enum(CAUSES)),
  certainty: z.nullable(z.enum(CERTAINTIES)),
  createdAt: z.nullable(z.number()),
  endedAt: z.nullable(z.number()),
  firstAt: z.number(),
  lastAt: z.number(),
  transport: z.nullable(z.string()),
  plugins: texts,
  rooms: texts,
  opaqueIds: texts,
  displays: texts,
  /** How many events carry its id. */
  events: whole,
  reason: z.string(),
  /** Of a silent ending that is expected: why. */
  expected: z.nullable(z.string()),
  /** Where "go to session" leads: the event that ended it, or its first event. */
  target: EventPlace,
});
export type SessionRow = z.infer<typeof SessionRow>;

/** Rows that one answer holds at most: lists ask for what they show. */
export const ROWS_PER_PAGE = 200;

/** A list of sessions: those that ended silently (`emitter` is null), or the others of an emitter. */
const SessionGroup = z.object({ emitter: z.nullable(z.string()), count: whole });
export type SessionGroup = z.infer<typeof SessionGroup>;

/** Where a session is in the lists: which one, and its place in it. */
const SessionPosition = z.object({ emitter: z.nullable(z.string()), position: whole });
export type SessionPosition = z.infer<typeof SessionPosition>;

/** A session (null: none), or a place in the text: zero-based line and UTF-16 column. */
const StepFrom = z.union([
  z.strictObject({ session: z.nullable(whole) }),
  z.strictObject({ line: whole, character: whole }),
]);
export type StepFrom = z.infer<typeof StepFrom>;

/** A silent ending, and which of how many it is, from 1. */
const Step = z.object({ row: SessionRow, number: whole, of: whole });
export type Step = z.infer<typeof Step>;

/** At most {@link ROWS_PER_PAGE} sessions, and whether there are more; all, where the query cannot be understood. */
const SessionSearch = z.object({
  rows: z.array(SessionRow),
  more: z.boolean(),
  problem: z.nullable(SearchProblem),
  /** At its end. */
  completions: Completions,
});
export type SessionSearch = z.infer<typeof SessionSearch>;

const TextLayout = z.enum(['pretty', 'written']);
export type TextLayout = z.infer<typeof TextLayout>;

/** An event in a {@link SessionText}. */
const TextEvent = z.object({
  /** Its first line in the text, zero-based. */
  line: whole,
  /** Where it is in the log; `logLine` is from 1. */
  offset: whole,
  length: whole,
  logLine: whole,
  at: z.number(),
  summary: z.string(),
});
export type TextEvent = z.infer<typeof TextEvent>;

/** The events of one session from number `from` to before `to` of `total`, at most a thousand. */
const SessionText = z.object({
  text: z.string(),
  /** What the text holds, in words. */
  head: z.string(),
  from: whole,
  to: whole,
  total: whole,
  events: z.readonly(z.array(TextEvent)),
});
export type SessionText = z.infer<typeof SessionText>;

/** What the Problems panel shows; positions are ready to use. */
const Finding = z.object({
  /** `session-ended-without-event` or the code of a note about the log. */
  code: z.string(),
  cause: z.nullable(z.enum(CAUSES)),
  certainty: z.nullable(z.enum(CERTAINTIES)),
  session: z.nullable(whole),
  /** Why it is expected; null: it is not. */
  expected: z.nullable(z.string()),
  message: z.string(),
  range: TextRange,
  related: z.readonly(z.array(z.object({ message: z.string(), range: TextRange }))),
});
export type Finding = z.infer<typeof Finding>;

const Findings = z.object({
  /** The same stamp, the same findings. */
  stamp: z.string(),
  /** How many are there to be asked for, at most the limit. */
  count: whole,
  /** How many there are, beyond the limit too. */
  total: whole,
});
export type Findings = z.infer<typeof Findings>;

/** Findings in one answer: who takes them is not kept busy by all at once. */
export const FINDINGS_PER_PIECE = 100;

/** Of the sessions' model, which says what their fields mean: `LogNote`, `LogSummary`, `Emitter`. */
const LogNote = z.object({
  code: z.string(),
  message: z.string(),
  place: z.nullable(z.object({ log: whole, offset: whole, length: whole, line: whole })),
});
const LogSummary = z.object({
  path: z.string(),
  bytes: whole,
  events: whole,
  malformed: whole,
  duplicates: whole,
  format: z.string(),
  unread: z.nullable(z.object({ why: z.string(), other: z.boolean() })),
  notes: z.readonly(z.array(LogNote)),
});
const Emitter = z.object({
  name: z.string(),
  version: z.nullable(z.string()),
  sessionTimeout: z.nullable(z.number()),
  reclaimTimeout: z.nullable(z.number()),
});

const AnalysisSummary = z.object({
  /** Grows with each analysis of the same log. */
  revision: whole,
  log: LogSummary,
  emitters: z.readonly(z.array(Emitter)),
  sessions: whole,
  silent: whole,
  /** Of the silent ones those that are expected. */
  expected: whole,
  open: whole,
  ended: whole,
  undecidable: whole,
  /** How far the log was read when this was found, if not to its end. */
  partial: z.nullable(ReadSoFar),
  /** Sessions that seem to end just now: it will show shortly whether they do, if nothing more comes. */
  provisional: whole,
  /** Its first and last time, µs since the Unix epoch; null where no event has one. */
  span: z.nullable(z.object({ first: z.number(), last: z.number() })),
  notes: z.readonly(z.array(LogNote)),
});
export type AnalysisSummary = z.infer<typeof AnalysisSummary>;

const Progress = z.object({
  ...readSoFar,
  /** Bytes a second since the reading began. */
  speed: z.number(),
  /** The verdicts on what has been read, when there are new ones: questions are answered from them now. */
  summary: z.nullable(AnalysisSummary),
});
export type Progress = z.infer<typeof Progress>;

/** JSON Lines, in the order of the log. */
const Excerpt = z.object({ text: z.string(), events: whole });
export type Excerpt = z.infer<typeof Excerpt>;

const ofSession = { session: whole };

export const ANALYSIS_REQUESTS = {
  /**
   * Reads and analyses; a file that was read before is read on where it has grown. Refused with a `LogUnreadable` message.
   * A cancelled run keeps what it has: its summary is `partial`; with nothing to keep it is refused as cancelled.
   */
  run: request({ source: LogSource }, AnalysisSummary, Progress),
  /** The lists of sessions that are not empty, the silent ones first. */
  groups: request({}, z.array(SessionGroup)),
  /** Rows of a list in order of creation, at most {@link ROWS_PER_PAGE} from number `from` on. */
  page: request({ emitter: z.nullable(z.string()), from: whole }, z.array(SessionRow)),
  row: request(ofSession, SessionRow),
  position: request(ofSession, SessionPosition),
  /** The session's number in this reading; null when it is not in it. */
  find: request({ key: SessionKey }, z.nullable(whole)),
  /** What is expected from now on. The verdicts with it; null: they are as they were, or nothing has been read yet. */
  expect: request({ expected: z.readonly(z.array(ExpectedFinding)) }, z.nullable(AnalysisSummary)),
  /** By which clock sentences tell times from now on. The verdicts with it; null: nothing has been read yet. */
  tellTimes: request({ zone: z.enum(ZONES) }, z.nullable(AnalysisSummary)),
  /** The session that an expected finding is about; null when it is not in this reading. */
  findExpected: request({ expected: ExpectedFinding }, z.nullable(whole)),
  /** The next or previous silent ending that is not expected, in the order of the log, around its ends; null: there is none. */
  step: request({ from: StepFrom, direction: z.union([z.literal(1), z.literal(-1)]) }, z.nullable(Step)),
  /** The sessions that a query finds, silent ones first; the same that the timeline finds. */
  search: request({ text: Search.shape.text, zone: Search.shape.zone }, SessionSearch),
  /**
   * How many findings there are; at most `limit` of them can be asked for. `first`: what they name sessions by; `expected`:
   * whether those that are expected are among them.
   */
  findings: request({ limit: whole, first: z.enum(NAMES_FIRST), expected: z.boolean() }, Findings),
  /**
   * {@link FINDINGS_PER_PIECE} findings from the `from`th on, ranked: certain first, then by time. Null: the log is another
   * by now than when the stamp was told.
   */
  findingsFrom: request({ stamp: z.string(), from: whole }, z.nullable(z.array(Finding))),
  /** The log as a whole, for the timeline. */
  timelineLog: request({}, TimelineLog),
  ...TIMELINE_REQUESTS,
  ...IN_TEXT_REQUESTS,
  /** A text with the session's events from number `from` on, as many as one text holds. */
  sessionText: request({ ...ofSession, from: whole, layout: TextLayout }, SessionText),
  /** The events that lead to the verdict on a session, as a log of their own; null: no events alone do. */
  excerpt: request({ revision: whole, ...ofSession, replaced: z.boolean() }, z.nullable(Excerpt)),
  /** Where an event is among those of its session; null where it belongs to none. */
  eventAt: request({ offset: whole }, z.nullable(z.object({ session: whole, number: whole }))),
  /** Where a stretch of bytes is in the text. */
  locate: request({ offset: whole, length: whole }, TextRange),
  /** The session of the event at this line (zero-based) and column, or null. */
  sessionAt: request({ line: whole, character: whole }, z.nullable(whole)),
  /**
   * A piece of an export in Chrome's trace format, the first from `TRACE_START` on. The pieces of one revision, one after
   * another, are the file; refused when the log has been judged again in between.
   */
  trace: request({ revision: whole, scope: TraceScope, position: TracePosition }, TracePiece),
};
export type AnalysisRequests = typeof ANALYSIS_REQUESTS;

/** What asks the analysis of one log: the same whether it runs in a thread of its own or in the calling one. */
export interface AnalysisClient {
  readonly ask: Ask<AnalysisRequests>;
  dispose(): void;
}
