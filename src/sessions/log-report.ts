/**
 * What the analysis says of logs as a whole: what was read, from which servers, and the sessions. Times are µs since
 * the Unix epoch.
 */
import type { EventRef } from './model.js';
import type { SessionTable } from './session-table.js';

export interface Emitter {
  readonly name: string;
  /** From the last `started` event: `version_string`, seconds, seconds. */
  readonly version: string | null;
  readonly sessionTimeout: number | null;
  readonly reclaimTimeout: number | null;
}

export type NoteCode =
  | 'sessions-masked'
  | 'transports-masked'
  | 'plugins-masked'
  | 'webrtc-masked'
  | 'handles-masked'
  | 'jsep-masked'
  | 'malformed'
  | 'events-lost'
  | 'emitter-shared'
  | 'clock-set-back'
  | 'cut'
  | 'other-text'
  | 'no-events';

/** Something to know about a log as a whole, or about a stretch of it. */
export interface LogNote {
  readonly code: NoteCode;
  readonly message: string;
  /** Where, if the note is about one place. */
  readonly place: {
    readonly log: number;
    readonly offset: number;
    readonly length: number;
    readonly line: number;
  } | null;
}

/** Why no events were read from a log. */
export interface Unread {
  /** In words that follow "holds no Janus events: ". */
  readonly why: string;
  /** It is known to be something else, not a part of a log that happens to hold none. */
  readonly other: boolean;
}

export interface LogSummary {
  readonly path: string;
  readonly bytes: number;
  readonly events: number;
  /** Number of malformed stretches. */
  readonly malformed: number;
  readonly duplicates: number;
  /** In words: "JSON Lines", "indented JSON array, gzip". */
  readonly format: string;
  /** Why nothing could be read as events; null where something was. */
  readonly unread: Unread | null;
  readonly notes: readonly LogNote[];
}

/** A moment at which every session of an emitter is concerned. */
export interface ServerMark extends EventRef {
  readonly emitter: string;
  readonly kind: 'started' | 'shutdown';
}

/** The whole result. */
export interface LogReport {
  readonly logs: readonly LogSummary[];
  readonly emitters: readonly Emitter[];
  readonly sessions: SessionTable;
  readonly marks: readonly ServerMark[];
  /** First and last event time of all logs, µs; null for a log without events. */
  readonly span: { readonly first: number; readonly last: number } | null;
}
