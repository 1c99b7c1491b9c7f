/**
 * Which sessions a search finds, in the timeline and where one is picked by its name: every word must occur in the id, a
 * label, the plugin, the transport, the emitter or the verdict, a time of day in its begin or end, and every `key:value`
 * must be what a session came to.
 */
import { clock } from '../../words/times.js';
import { OUTCOMES } from './protocol.js';
import type { LaneSource } from './source.js';

type Searchable = Omit<LaneSource, 'revision' | 'marks' | 'stretches' | 'events'>;

const hits = (names: readonly string[], word: string): boolean[] =>
  names.map((name) => name.toLowerCase().includes(word));

/** `key:value`, `key:"a value with blanks"`, or a word. */
const TERM = /(\p{L}+):(?:"((?:[^"\\]|\\.)*)"|(\S+))|(\S+)/gu;

/** A value as a search writes it. */
export const quoted = (value: string): string =>
  /^[^\s"\\]+$/u.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;

/** 1 per session found, or null for a query without words, which finds everything. */
export function searchSessions(source: Searchable, query: string): Uint8Array | null {
  const terms = [...query.matchAll(TERM)];
  if (terms.length === 0) return null;
  const found = new Uint8Array(source.count).fill(1);
  for (const [text, key, inQuotes, plain] of terms) {
    const value = inQuotes === undefined ? plain : inQuotes.replace(/\\(.)/gu, '$1');
    const facet = key === undefined ? null : (source.facet?.(key.toLowerCase(), value ?? '') ?? null);
    if (facet === null) keepWord(source, found, text.toLowerCase());
    else for (let i = 0; i < source.count; i++) found[i]! &= facet[i]!;
  }
  return found;
}

function keepWord(source: Searchable, found: Uint8Array, word: string): void {
  const inPlugin = hits(source.plugins, word);
  const inTransport = hits(source.transports, word);
  const inEmitter = hits(
    source.emitters.map(({ name }) => name),
    word,
  );
  const told = (source.told ?? [])
    .map(({ of, words }) => ({ of, hit: hits(words, word) }))
    .filter(({ hit }) => hit.includes(true));
  const time = TIME.test(word);
  for (let i = 0; i < source.count; i++) {
    if (found[i] === 0) continue;
    const hit =
      inPlugin[source.plugin[i]!] === true ||
      inTransport[source.transport[i]!] === true ||
      inEmitter[source.emitter[i]!] === true ||
      told.some(({ of, hit: inWords }) => inWords[of[i]!] === true) ||
      source.id(i).toLowerCase().includes(word) ||
      source.label(i).toLowerCase().includes(word) ||
      (time && isAt(source, i, word));
    if (!hit) found[i] = 0;
  }
}

/** Digits alone are an id or a room; with a colon they are a time. */
const TIME = /^[\d.]*:[\d:.]*$/;
const OPEN = OUTCOMES.indexOf('open');

/** Whether the session began or ended then, as far as the word says. */
function isAt({ origin, start, end, outcome }: Searchable, session: number, word: string): boolean {
  if (clock(origin + start[session]!).includes(word)) return true;
  return outcome[session] !== OPEN && clock(origin + end[session]!).includes(word);
}
