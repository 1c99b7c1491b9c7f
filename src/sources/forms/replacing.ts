/** Undoes a form that spells single characters in another way. */
import type { Decoding } from './form.js';
import { bytesOf, latin1 } from './head.js';

/** A longer beginning of a token is none. */
const LONGEST = 4096;

/**
 * Replaces every match of the global pattern. `cut` matches a token at the end of the text that may go on: it is looked
 * at again with what follows. `atEnd`: what is told behind all of the text.
 */
export function replacing(
  pattern: RegExp,
  cut: RegExp,
  replace: (token: string, ...groups: (string | undefined)[]) => string,
  atEnd = (): string => '',
): Decoding {
  let held = '';
  return {
    push(bytes) {
      const text = held + latin1(bytes);
      const from = Math.max(0, text.length - LONGEST);
      const at = text.slice(from).search(cut);
      const whole = at < 0 ? text.length : from + at;
      held = text.slice(whole);
      return bytesOf(text.slice(0, whole).replace(pattern, replace));
    },
    end() {
      const rest = held.replace(pattern, replace) + atEnd();
      held = '';
      return bytesOf(rest);
    },
  };
}

/** For {@link replacing}: a backslash at the end that none before it escapes. */
export const OPEN_BACKSLASH = /(?<!\\)(?:\\\\)*\\$/;

/** The text of a JSON string, a character for each byte of its UTF-8; '' for a damaged one. */
export function textOfString(json: string): string {
  try {
    return utf8(JSON.parse(new TextDecoder().decode(bytesOf(json))) as string);
  } catch {
    return '';
  }
}

/** Bytes of a text in UTF-8, one character each. */
export const utf8 = (text: string): string => latin1(new TextEncoder().encode(text));
