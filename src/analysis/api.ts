/**
 * What the rest of the extension may ask an analysis that runs off the main thread. `LogAnalysis` is the same whether a
 * worker thread, a web worker or the calling thread answers; `worker.ts` and `client.ts` carry it across.
 */
import type { Cause, Certainty, Emitter, EventRef, LogNote, LogSummary } from '../sessions/model.js';
import type { LaneAnswers, LaneRequest, Outcome, TimelineLog } from './lanes/protocol.js';
import type { SessionTrack } from './timeline.js';
import type { EventFilter, EventPage, SessionDetail, StatisticsPage, WebrtcPage } from './timeline-details.js';
import type { TracePiece, TracePosition, TraceScope } from './trace-events.js';

/** Where the bytes of a log are. */
export type LogSource =
  /**
   * A file the worker reads itself; gzip is recognised by its content. What was read of it before is not read again
   * unless it has changed, or `anew` asks for it.
   */
  | { readonly kind: 'file'; readonly path: string; readonly anew?: boolean }
  /** Bytes the host already has, as they are stored: an unsaved document, or a file of a virtual file system. */
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array };

/** How much of a log's file has been read, in bytes; `total` is null where its size is not known. */
export interface ReadSoFar {
  readonly read: number;
  readonly total: number | null;
}

export interface Progress extends ReadSoFar {
  /** Bytes a second since the reading began. */
  readonly speed: number;
  /** The verdicts on what has been read, when there are new ones: questions are answered from them now. */
  readonly summary: AnalysisSummary | null;
}

/** A session as lists show it: the tree, the quick pick, the diagnostics. */
export interface SessionRow {
  readonly index: number;
  readonly emitter: string;
  readonly id: string;
  readonly instance: number;
  readonly outcome: Outcome;
  /** Open, but seems to be ending just now. */
  readonly provisional: boolean;
  readonly cause: Cause | null;
  readonly certainty: Certainty | null;
  readonly createdAt: number | null;
  readonly endedAt: number | null;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly transport: string | null;
  readonly plugins: readonly string[];
  readonly rooms: readonly string[];
  readonly opaqueIds: readonly string[];
  readonly displays: readonly string[];
  /** How many events carry its id. */
  readonly events: number;
  readonly reason: string;
  /** Where "go to session" leads: the event that ended it, or its first event. */
  readonly target: EventRef;
}

/** Rows that one answer holds at most: lists ask for what they show. */
export const ROWS_PER_PAGE = 200;

/** A list of sessions: those that ended silently (`emitter` is null), or the others of an emitter. */
export interface SessionGroup {
  readonly emitter: string | null;
  readonly count: number;
}

/** Where a session is in the lists: which one, and its place in it. */
export interface SessionPosition {
  readonly emitter: string | null;
  readonly position: number;
}

/** What tells a session from all others, in every reading of its log. */
export type SessionKey = Pick<SessionRow, 'emitter' | 'id' | 'instance'>;

/** A session (null: none), or a place in the text: zero-based line and UTF-16 column. */
export type StepFrom = { readonly session: number | null } | { readonly line: number; readonly character: number };

/** A silent ending, and which of how many it is, from 1. */
export interface Step {
  readonly row: SessionRow;
  readonly number: number;
  readonly of: number;
}

/** At most {@link ROWS_PER_PAGE} sessions, and whether there are more. */
export interface SessionSearch {
  readonly rows: readonly SessionRow[];
  readonly more: boolean;
}

export type TextLayout = 'pretty' | 'written';

/** An event in a {@link SessionText}. */
export interface TextEvent {
  /** Its first line in the text, zero-based. */
  readonly line: number;
  /** Where it is in the log; `logLine` is from 1. */
  readonly offset: number;
  readonly length: number;
  readonly logLine: number;
  readonly at: number;
  readonly summary: string;
}

/** The events of one session from number `from` to before `to` of `total`, at most a thousand. */
export interface SessionText {
  readonly text: string;
  /** What the text holds, in words. */
  readonly head: string;
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly events: readonly TextEvent[];
}

/** A place in the text as an editor sees it: zero-based line and UTF-16 column. */
export interface TextRange {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** What the Problems panel shows; positions are ready to use. */
export interface Finding {
  /** `session-ended-without-event` or the code of a {@link LogNote}. */
  readonly code: string;
  readonly cause: Cause | null;
  readonly certainty: Certainty | null;
  readonly session: number | null;
  readonly message: string;
  readonly range: TextRange;
  readonly related: readonly { readonly message: string; readonly range: TextRange }[];
}

export interface Findings {
  /** The same stamp, the same findings. */
  readonly stamp: string;
  /** How many are there to be asked for, at most the limit. */
  readonly count: number;
  /** How many there are, beyond the limit too. */
  readonly total: number;
}

/** Findings in one answer: who takes them is not kept busy by all at once. */
export const FINDINGS_PER_PIECE = 100;

export interface AnalysisSummary {
  /** Grows with each analysis of the same log. */
  readonly revision: number;
  readonly log: LogSummary;
  readonly emitters: readonly Emitter[];
  readonly sessions: number;
  readonly silent: number;
  readonly open: number;
  readonly ended: number;
  readonly undecidable: number;
  /** How far the log was read when this was found, if not to its end. */
  readonly partial: ReadSoFar | null;
  /** Sessions that seem to end just now: it will show shortly whether they do, if nothing more comes. */
  readonly provisional: number;
  readonly notes: readonly LogNote[];
}

export interface LogAnalysis {
  /**
   * Reads and analyses; a file that was read before is read on where it has grown. Rejects with a {@link LogUnreadable}
   * message. An aborted run keeps what it has: its summary is `partial`; with nothing to keep it rejects with `AbortError`.
   */
  run(source: LogSource, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<AnalysisSummary>;
  /** The lists of sessions that are not empty, the silent ones first. */
  groups(): Promise<SessionGroup[]>;
  /** Rows of a list in order of creation, at most {@link ROWS_PER_PAGE} from number `from` on. */
  page(emitter: string | null, from: number): Promise<SessionRow[]>;
  row(session: number): Promise<SessionRow>;
  position(session: number): Promise<SessionPosition>;
  /** The session's number in this reading; null when it is not in it. */
  find(key: SessionKey): Promise<number | null>;
  /** The next or previous silent ending in the order of the log, around its ends; null when there is none. */
  step(from: StepFrom, direction: 1 | -1): Promise<Step | null>;
  /** Sessions that all words of a text are found in, silent ones first. A newer search ends one under way. */
  search(text: string): Promise<SessionSearch>;
  /** How many findings there are; at most `limit` of them can be asked for. */
  findings(limit: number): Promise<Findings>;
  /**
   * {@link FINDINGS_PER_PIECE} findings from the `from`th on, ranked: certain first, then by time. Null: the log is another
   * by now than when the stamp was told.
   */
  findingsFrom(stamp: string, from: number): Promise<Finding[] | null>;
  /** The log as a whole, for the timeline. */
  timelineLog(): Promise<TimelineLog>;
  /** What the timeline asks of its lanes. */
  lanes(request: LaneRequest): Promise<LaneAnswers[LaneRequest['method']]>;
  tracks(sessions: readonly number[]): Promise<SessionTrack[]>;
  detail(session: number): Promise<SessionDetail>;
  /** A page of the session's events that pass the filter. */
  events(session: number, filter: EventFilter, from: number): Promise<EventPage>;
  /** A page of what its PeerConnections went through. */
  webrtc(session: number, from: number): Promise<WebrtcPage>;
  /** A page of its media statistics, as a part of a row of buckets. */
  statistics(session: number, from: number, buckets: number): Promise<StatisticsPage>;
  /** The event's JSON as it is written, without line prefixes and escapes. */
  json(offset: number, length: number): Promise<string>;
  /** A text with the session's events from number `from` on, as many as one text holds. */
  sessionText(session: number, from: number, layout: TextLayout): Promise<SessionText>;
  /** Where an event is among those of its session; null where it belongs to none. */
  eventAt(offset: number): Promise<{ readonly session: number; readonly number: number } | null>;
  /** Where a stretch of bytes is in the text. */
  locate(offset: number, length: number): Promise<TextRange>;
  /** The session of the event at this line (zero-based) and column, or null. */
  sessionAt(line: number, character: number): Promise<number | null>;
  /**
   * A piece of an export in Chrome's trace format, the first from `TRACE_START` on. The pieces of one revision, one after
   * another, are the file; rejects when the log has been judged again in between.
   */
  trace(revision: number, scope: TraceScope, position: TracePosition): Promise<TracePiece>;
  dispose(): void;
}
