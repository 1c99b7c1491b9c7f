/**
 * What the rest of the extension may ask an analysis that runs off the main thread. `LogAnalysis` is the same whether a
 * worker thread, a web worker or the calling thread answers; `worker.ts` and `client.ts` carry it across.
 */
import type { Cause, Certainty, Emitter, EventRef, LogNote, LogSummary } from '../sessions/model.js';
import type { EventRow, Outcome, SessionDetail, SessionTrack, TimelineOverview } from './timeline.js';

/** Where the bytes of a log are. */
export type LogSource =
  /** A file the worker reads itself; gzip is recognised by its content. */
  | { readonly kind: 'file'; readonly path: string }
  /** Bytes the host already has: an unsaved document, or a file of a virtual file system. */
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array };

export interface Progress {
  /** Bytes read so far, and of how many (null: unknown). */
  readonly read: number;
  readonly total: number | null;
}

/** A session as lists show it: the tree, the quick pick, the diagnostics. */
export interface SessionRow {
  readonly index: number;
  readonly emitter: string;
  readonly id: string;
  readonly instance: number;
  readonly outcome: Outcome;
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
  readonly reason: string;
  /** Where "go to session" leads: the event that ended it, or its first event. */
  readonly target: EventRef;
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
  readonly notes: readonly LogNote[];
}

export interface LogAnalysis {
  /** Reads and analyses. Rejects with a {@link LogUnreadable} message; an aborted run rejects with `AbortError`. */
  run(source: LogSource, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<AnalysisSummary>;
  /** All sessions in order of creation. */
  rows(): Promise<SessionRow[]>;
  /** Findings ranked: certain first, then by time; at most `limit` (the marker that says how many more is the caller's). */
  findings(limit: number): Promise<{ findings: Finding[]; total: number }>;
  overview(): Promise<TimelineOverview>;
  tracks(sessions: readonly number[]): Promise<SessionTrack[]>;
  detail(session: number): Promise<SessionDetail>;
  events(session: number, from: number): Promise<EventRow[]>;
  /** The event's JSON, pretty-printed. */
  json(offset: number, length: number): Promise<string>;
  /** Where a stretch of bytes is in the text. */
  locate(offset: number, length: number): Promise<TextRange>;
  /** The session of the event at this line (zero-based) and column, or null. */
  sessionAt(line: number, character: number): Promise<number | null>;
  dispose(): void;
}
