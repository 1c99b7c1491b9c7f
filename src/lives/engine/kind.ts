/** What makes a kind of life: where it is told of, its rules, and its words. */

import type { Handler } from './fact.js';
import type { KindStage } from './kind-stage.js';
import type { Stage } from './stage.js';
import type { Vocabulary, Words } from './vocabulary.js';

/** What a kind listens to: words of a vocabulary, and what to do at each. */
export interface Hearing {
  readonly of: Vocabulary;
  readonly words: Readonly<Record<string, Handler>>;
}

/** How a life is spoken of. */
export interface KindWords {
  /** "participant" */
  readonly noun: string;
  /** In short and without the plugin, for causes of what ends with it: "room" makes `room-destroyed`. */
  readonly short: string;
  /** What happened at its beginning and when it was up: "joined the room". */
  readonly begun: string;
  readonly up?: string;
  /** Each cause that its own rules give, as a sentence: "The participant left the room." */
  readonly causes: Readonly<Record<string, string>>;
  /** What is worth a look, by its code: a flagged life's is its cause. */
  readonly hints?: Readonly<Record<string, Hint>>;
}

/** Something worth a look. It is not told apart by severity: people set that. */
export interface Hint {
  /** "Never came up" */
  readonly title: string;
  /** What a person can do about it. */
  readonly advice: string;
}

/** What became of a life, for {@link LifeKind.hint}. */
export interface Outcome {
  /** null while it goes on. */
  readonly cause: string | null;
  readonly told: boolean;
  readonly begun: boolean;
  readonly wasUp: boolean;
  /** Its session went on: otherwise the session's end is what is worth a look. */
  readonly sessionLivedOn: boolean;
  /** Its handle's or its session's beginning is in the log, and so is all that it did. */
  readonly whole: boolean;
  /** Full name of the handle's plugin, '' where it is not known. */
  readonly plugin: string;
  /** What its rules noted, as in `LifeTable`. */
  readonly marks: number;
  readonly left: number;
  /** How long it went on, to its end or to the last event of its server, µs. */
  readonly lasted: number;
  /** How long it went on after the event that shows what is worth a look, µs; 0 without one. */
  readonly since: number;
}

/** Ids as the report has them, without those that are not known. */
export type LifeIds = Record<string, string | readonly string[]>;

export interface LifeKind {
  /** `videoroom-participant`; its page is `media/lives/<kind>.md`. */
  readonly kind: string;
  /** Made when they are said, in the language of that moment. */
  readonly words: () => KindWords;
  /** What holds others has a smaller one than they. */
  readonly depth: number;
  /** Vocabularies that it needs. */
  readonly hears: readonly Vocabulary[];
  /** Begins to follow lives: called once for every look at the facts, which then come in time order. */
  readonly rules: (stage: KindStage) => readonly Hearing[];
  /** It ends with the server, having no session. */
  readonly heldByServer?: boolean;
  /** Its end is told by type 16 alone: where that is masked, nothing can be told. */
  readonly endsInWebrtc?: boolean;
  /** Looks at its lives once all ends are known. */
  readonly afterwards?: (stage: Stage, kind: number, kinds: Kinds) => void;
  /** They are inside a room or mountpoint, and seen by others there. */
  readonly inside?: boolean;
  /** The code of what is worth a look, a key of `hints`, or null. */
  readonly hint?: (outcome: Outcome) => string | null;
  /** A sentence more about that, or null. */
  readonly remark?: (outcome: Outcome) => string | null;
  /** Which ids it has: its life's first fact tells them. */
  readonly ids: (life: LifeNaming) => LifeIds;
  /** How people know it, or null. */
  readonly name: (life: LifeNaming) => string | null;
}

/** The kinds, holders before what they hold; `handle` is the number of that of handles. */
export interface Kinds {
  readonly list: readonly LifeKind[];
  readonly handle: number;
  readonly words: Words;
}

/** What a life's ids and name are made of; texts are '' where the log does not tell. */
export interface LifeNaming {
  readonly session: string;
  readonly handle: string;
  readonly place: string;
  readonly who: string;
  readonly text: string;
  /** The same of the lives that hold it; their own are left out. */
  readonly holder: LifeNaming | null;
  readonly other: LifeNaming | null;
}
