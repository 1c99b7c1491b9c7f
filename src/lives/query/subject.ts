import type { Certainty, SessionState } from '../../sessions/model.js';

/** One session or life as queries ask for it. What costs is found out when it is asked for. */
export interface Subject {
  /** `session`, or the name of its kind. */
  readonly kind: string;
  readonly state: SessionState;
  readonly told: boolean;
  readonly flagged: boolean;
  readonly wasUp: boolean;
  readonly cause: string | null;
  readonly certainty: Certainty | null;
  readonly hint: string | null;
  /** From its beginning, or first trace, to its end, or the end of the log; µs. */
  readonly from: number;
  readonly to: number;
  /** Number of events; null for what is not counted. */
  readonly events: number | null;
  /** From 1 to 5; null where it is not known. */
  readonly quality: number | null;
  readonly emitter: string;
  /** Without `janus.plugin.` and `janus.transport.`; those of its session where it has none. */
  readonly plugins: readonly string[];
  readonly transport: string | null;
  readonly address: string | null;
  /** Rooms and mountpoints. */
  readonly rooms: readonly string[];
  readonly names: readonly string[];
  readonly sessionId: string | null;
  readonly handleId: string | null;
  readonly userId: string | null;
  /** Every id that it has. */
  readonly ids: readonly string[];
  /** All that people know it by, in one text. */
  readonly text: string;
  /** The verdict in words. */
  readonly reason: string;
}
