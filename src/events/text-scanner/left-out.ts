/**
 * Text by which people, and tools that show a log, say that they have left a part of it out: `...`, `[snip]`, `(12 lines
 * omitted)`, `// ... more events ...`.
 */
import { decodeText, LF, SPACE } from '../bytes.js';

/** Longer lines say something else as well. */
const LONGEST = 100;
const DOTS = String.raw`(?:\.{3,}|\u2026|(?:\. ){2,}\.)`;
const ALONE = new RegExp(String.raw`^[\s/#*\-=[\](){}<>,;|]*${DOTS}[\s/#*\-=[\](){}<>,;|]*$`);
const SAID =
  /\b(?:snip(?:ped)?|omitted|truncated|skipp(?:ed|ing)|trimmed|elided|left out|more (?:events?|lines?|entries|items))\b/i;
/** What stands around such words: dots or the mark of a comment in front, or brackets or dashes on both sides. */
const AROUND = new RegExp(String.raw`^(?:(?://|#|/\*)?\s*${DOTS}|//|\[.*\]$|\(.*\)$|<.*>$|\{.*\}$|-{2,}.*-{2,}$)`);
/** What a line begins with that may say so. */
const FIRST = new Set(new TextEncoder().encode('./#*-=[({<>,|…'));

/** Whether one of the lines of a text says so. */
export function saysLeftOut(text: Uint8Array): boolean {
  for (let from = 0; from < text.length;) {
    const end = text.indexOf(LF, from);
    const to = end < 0 ? text.length : end;
    let first = from;
    while (first < to && text[first]! <= SPACE) first++;
    if (first < to && to - first <= LONGEST && FIRST.has(text[first]!) && isSaid(decodeText(text, first, to).trim()))
      return true;
    from = to + 1;
  }
  return false;
}

const isSaid = (line: string): boolean => ALONE.test(line) || (SAID.test(line) && AROUND.test(line));
