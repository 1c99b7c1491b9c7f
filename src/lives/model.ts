/** What the analysis says of lives below the session, as the report has it. */
import type { Certainty, Evidence, SessionState } from '../sessions/model.js';
import type { LifeIds } from './engine/kind.js';

/** One life: a handle, a PeerConnection, a person in a room, a call. Times are µs since the Unix epoch. */
export interface Life {
  /** `videoroom-participant` */
  readonly kind: string;
  readonly emitter: string;
  readonly ids: LifeIds;
  /** How people know it. */
  readonly name: string | null;
  readonly state: SessionState;
  /** An event that names this very end is in the log. */
  readonly told: boolean;
  /** It ended untold while what holds it lived on. */
  readonly flagged: boolean;
  readonly cause: string | null;
  readonly certainty: Certainty | null;
  /** null: before the log, or its beginning was lost. */
  readonly begunAt: number | null;
  readonly upAt: number | null;
  readonly endedAt: number | null;
  /** Index of the life that holds it in the list that it is in, or null. */
  readonly within: number | null;
  readonly reason: string;
  /** The code of what is worth a look, a key of its kind's hints; null: nothing. */
  readonly hint: string | null;
  /** The event that shows it; null without a hint. */
  readonly shownBy: Evidence | null;
  readonly evidence: readonly Evidence[];
  /** First trace of it, µs. */
  readonly firstAt: number;
}
