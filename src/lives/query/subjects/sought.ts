/** A word that is looked for in everything that people know a session or life by. */
import { whenIn, type Clock } from '../language/moments.js';
import type { Sought } from './subject.js';

/** Digits alone are an id or a room; with a colon they are a time. */
const TIME = /^\d{1,2}:[\d:.]*\d$/;
/** More are not texts that come again and again. */
const MOST_KNOWN = 10_000;

export function soughtOf(word: string, clock: Clock): Sought {
  const small = word.toLowerCase();
  const known = new Map<string, boolean>();
  const isDigits = /^\d*$/.test(small);
  const isIn = isDigits
    ? (text: string): boolean => text.includes(small)
    : (text: string): boolean => text.toLowerCase().includes(small);
  const sought: Sought = {
    isIn,
    byItself: (subject) => subject.saysItself(sought),
    isInKnown(text) {
      let found = known.get(text);
      if (found === undefined) {
        found = isIn(text);
        if (known.size < MOST_KNOWN) known.set(text, found);
      }
      return found;
    },
    isDigits,
    when: TIME.test(word) ? (whenIn(word, clock)?.at ?? null) : null,
  };
  return sought;
}
