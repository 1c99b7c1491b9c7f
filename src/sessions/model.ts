/**
 * What the analysis says of a session: how it ended, and the evidence.
 *
 * All times are µs since the Unix epoch, as Janus writes them (`janus_get_real_time()` in `events.c`). They are below
 * 2^53 until the year 2255, so a JS number holds them exactly. Ids are text: a client may choose any id up to 2^63−1.
 */

/** How a session instance stands at the end of the log. */
export type SessionState = 'ended' | 'open' | 'undecidable';

/** The session-level events that end a session: type 1, `event.name`. */
export type SessionEventName = 'destroyed' | 'timeout';

/** Why a session ended although no session-level event says so, weightiest first. */
export const SILENT_CAUSES = [
  'transport-gone',
  'server-stopped',
  'server-crashed',
  'id-reused',
  'handles-detached',
] as const;
export type SilentCause = (typeof SILENT_CAUSES)[number];

export type Cause = SessionEventName | SilentCause;

/** How sure the evidence makes us. */
export type Certainty = 'certain' | 'probable' | 'possible';

/** Where an event is in a log. Offsets are bytes of the uncompressed log, counted from its first byte (BOM included). */
export interface EventRef {
  /** Index of the log among those analysed together. */
  readonly log: number;
  /** Offset of the event's first byte, the `{`. */
  readonly offset: number;
  /** Length in bytes, the closing `}` included. */
  readonly length: number;
  /** Line of the first byte, from 1, as an editor counts lines (LF, CRLF, lone CR, and NUL separators). */
  readonly line: number;
  /** `timestamp` of the event, µs. */
  readonly at: number;
}

/** What kind of event a piece of evidence is. */
export type EvidenceKind = 'created' | 'attached' | 'detached' | 'transport' | 'session-event' | 'server' | 'other';

export interface Evidence extends EventRef {
  /** In words a person can repeat: "WebSocket disconnected". */
  readonly what: string;
  readonly kind: EvidenceKind;
}

/** One plugin handle of a session instance. */
export interface Handle {
  readonly id: string;
  /** Full plugin name (`janus.plugin.videoroom`), or '' when only later events of the handle are in the log. */
  readonly plugin: string;
  readonly opaqueId: string | null;
  /** null: attached before the log began, or the event was lost. */
  readonly attached: EventRef | null;
  readonly detached: EventRef | null;
}

/** One life of a session id on one emitter. */
export interface Session {
  /** Position in `LogReport.sessions`. */
  readonly index: number;
  readonly emitter: string;
  readonly id: string;
  /** Counts re-uses of the id on this emitter, from 1 in time order. */
  readonly instance: number;
  readonly state: SessionState;
  /** Ended, and no session-level event in the log says so. */
  readonly flagged: boolean;
  /** Open, but seems to be ending just now: within a second of the log's time it is told or flagged. Followed logs only. */
  readonly provisional: boolean;
  readonly cause: Cause | null;
  readonly sessionEvent: SessionEventName | null;
  /** `transport-gone` when a `destroyed` followed its connection's end within 100 ms: Janus ≥ 1.3.2 cleaning up. */
  readonly trigger: 'transport-gone' | null;
  readonly certainty: Certainty | null;
  readonly createdAt: number | null;
  readonly endedAt: number | null;
  /** First and last event that carries the session's id. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** `janus.transport.websockets`, or null when `created` is not in the log. */
  readonly transport: string | null;
  /** Connection (WebSocket, Unix) or request (HTTP) that created the session. */
  readonly transportId: string | null;
  /** IP address of that connection, if the transport said. */
  readonly address: string | null;
  readonly handles: readonly Handle[];
  readonly handleCount: number;
  /** Number of events that carry the session's id and fall into this instance. */
  readonly events: number;
  readonly opaqueIds: readonly string[];
  readonly rooms: readonly string[];
  readonly displays: readonly string[];
  /** The verdict in one or two sentences. */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** The event that ended it, where a diagnostic belongs; null while open. */
  readonly ending: EventRef | null;
}
