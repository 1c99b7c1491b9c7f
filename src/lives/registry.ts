/** The kinds of life in the order in which they are judged, and the words that tell of them. */
import type { Hint, Kinds } from './engine/kind.js';
import { CORE, Words } from './engine/vocabulary.js';
import * as kinds from './kinds/index.js';

const LIST = Object.values(kinds).sort((a, b) => a.depth - b.depth || (a.kind < b.kind ? -1 : 1));

export const KINDS: Kinds = {
  list: LIST,
  handle: LIST.indexOf(kinds.HANDLE),
  words: new Words([CORE, ...LIST.flatMap(({ hears }) => hears)]),
};

/** What a life of a kind can be worth a look for, by code; none for sessions, whose findings are their own. */
export const hintsOf = (kind: string): Readonly<Record<string, Hint>> =>
  LIST.find((known) => known.kind === kind)?.words().hints ?? {};

/** The kinds by name, with that of sessions. */
export const KIND_NAMES: readonly string[] = ['session', ...LIST.map(({ kind }) => kind)];
