import type { Certainty, SessionState } from '../../../sessions/model.js';
import type { Outcome } from '../../../words/outcomes.js';
import type { When } from '../language/moments.js';

export type Test = (subject: Subject) => boolean;

/** A word that is looked for. */
export interface Sought {
  /** Whether it occurs in a text, whatever the case of its letters. */
  readonly isIn: (text: string) => boolean;
  /** The same for texts that come again and again. */
  readonly isInKnown: (text: string) => boolean;
  /** Whether a subject says it by itself. */
  readonly byItself: Test;
  /** It may be a part of a number. */
  readonly isDigits: boolean;
  /** It may be the time at which something began or ended. */
  readonly when: When | null;
}

/**
 * One session or life as queries ask for it. What costs is found out when it is asked for. What a life does not tell of
 * itself, its session tells: a PeerConnection is in the rooms of its session, and has its names.
 */
export interface Subject {
  /** `session`, or the name of its kind. */
  readonly kind: string;
  readonly state: SessionState;
  readonly told: boolean;
  readonly flagged: boolean;
  readonly wasUp: boolean;
  readonly cause: string | null;
  readonly certainty: Certainty | null;
  readonly finding: string | null;
  /** Of the session that it is or is in; null: of none. */
  readonly outcome: Outcome | null;
  /** How that session ended: its cause, or its state; null as {@link outcome}. */
  readonly ending: string | null;
  /** From its beginning, or first trace, to its end, or the end of the log; µs. */
  readonly from: number;
  readonly to: number;
  /** Number of events; null for what is not counted. */
  readonly events: number | null;
  /** From 1 to 5; null where it is not known. */
  readonly quality: number | null;
  readonly emitter: string;
  readonly version: string | null;
  /** Without `janus.plugin.` and `janus.transport.`. */
  readonly plugin: string | null;
  readonly transport: string | null;
  /** Those that its session was created from, and those that ICE chose. */
  readonly addresses: readonly string[];
  /** Rooms and mountpoints. */
  readonly rooms: readonly string[];
  readonly displays: readonly string[];
  readonly opaqueIds: readonly string[];
  readonly sessionId: string | null;
  readonly handleId: string | null;
  readonly userId: string | null;
  /** Every id that it has. */
  readonly ids: readonly string[];
  /** The verdict in words. */
  readonly reason: string;
  /** Of a PeerConnection: how it ended, how it came up or where it stopped, what its way was, what became of its ICE. */
  readonly hangup: string | null;
  readonly way: string | null;
  readonly pair: readonly string[];
  readonly ice: readonly string[];
  /** Whether a word occurs in anything that people know it by. */
  says(word: Sought): boolean;
  /** The same without what holds it, and what it holds. */
  saysItself(word: Sought): boolean;
  /** Whether it passes a test, or is a session that holds what does. */
  holds(test: Test): boolean;
}
