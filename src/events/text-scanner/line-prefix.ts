/**
 * Text that another tool puts in front of every line: `docker logs -t`, `kubectl logs --prefix`, journald, and what
 * makes a comment or a quotation (` * `, `// `, `# `, `> `). An indented event has it inside, once a line. The first
 * line teaches its shape (digits, letters, punctuation); the following lines are compared with the shape, since time
 * stamps differ from line to line and drop trailing zeros.
 */
import { CLOSE_BRACE, NEED_MORE, OPEN_BRACE, OPEN_BRACKET, QUOTE, SPACE } from '../bytes.js';

const DIGITS = 1;
const LETTERS = 2;
const BLANKS = SPACE;
/** Blanks in front of the text, or none: not every line is indented alike. */
const INDENT = -1;

/** Longer prefixes are not learned: they are log messages, not a tool's stamp. */
const MAX_PREFIX = 256;

/** A prefix's shape: runs of digits, letters and blanks, every other byte as itself. */
export type PrefixShape = readonly number[];

/** Result of {@link skipPrefix} for a line that begins otherwise. */
export const NO_PREFIX = -2;

function part(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return DIGITS;
  if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) return LETTERS;
  if (byte >= 0x80) return LETTERS;
  return byte === 0x09 ? BLANKS : byte;
}

const HYPHEN = 0x2d;
const isWord = (code: number): boolean => code === DIGITS || code === LETTERS;
const isRun = (code: number): boolean => code === DIGITS || code === LETTERS || code === BLANKS;

/** Bytes that stand in JSON itself: text with one of them is a part of something broken, and would match JSON lines. */
const NO_PREFIX_BYTES = [QUOTE, OPEN_BRACE, CLOSE_BRACE];

/** What stands in JSON or in front of a number: alone it is no prefix, for lines of an indented event may begin with it. */
const NO_PREFIX_ALONE = Array.from('[],:+-.', (c) => c.charCodeAt(0));

const isMark = (code: number): boolean => !isRun(code) && !NO_PREFIX_ALONE.includes(code);

/** Shape of the text in front of an event, or null where there is none, it is too long or looks like JSON. */
export function prefixShape(bytes: Uint8Array, start: number, end: number): PrefixShape | null {
  if (end - start > MAX_PREFIX) return null;
  const shape: number[] = [];
  for (let i = start; i < end; i++) {
    if (NO_PREFIX_BYTES.includes(bytes[i]!)) return null;
    const code = part(bytes[i]!);
    if (!isRun(code) || shape.at(-1) !== code) shape.push(code);
  }
  // The bracket of an array stands in front of its first event alone.
  while (shape.at(-1) === BLANKS || shape.at(-1) === OPEN_BRACKET) shape.pop();
  if (shape.every(isRun)) return shape.some(isWord) ? shape : null;
  const says = shape.some((code, k) => isWord(code) || isMark(code) || (code === HYPHEN && shape[k - 1] === HYPHEN));
  return says ? [INDENT, ...shape] : null;
}

/** Index behind the prefix that begins at `from`, {@link NO_PREFIX}, or {@link NEED_MORE} where the bytes end inside it. */
export function skipPrefix(bytes: Uint8Array, from: number, end: number, shape: PrefixShape): number {
  let i = from;
  for (const code of shape) {
    if (code === INDENT) {
      while (i < end && part(bytes[i]!) === BLANKS) i++;
      continue;
    }
    if (i >= end) return NEED_MORE;
    if (part(bytes[i]!) !== code) return NO_PREFIX;
    i++;
    if (!isRun(code)) continue;
    while (i < end && part(bytes[i]!) === code) i++;
    if (i >= end) return NEED_MORE;
  }
  return i;
}

/** JSON of an event, and where its body begins and ends in it. */
export interface EventJson {
  readonly json: Uint8Array;
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

/** The event at `offset` without the stretches `skipped`: start, end, start, end …, as offsets in ascending order. */
export function cutOut({ json, bodyStart, bodyEnd }: EventJson, skipped: readonly number[], offset: number): EventJson {
  const kept = new Uint8Array(json.length);
  const before = { start: 0, end: 0 };
  let size = 0;
  let from = 0;
  for (let k = 0; k < skipped.length; k += 2) {
    const start = skipped[k]! - offset;
    const end = skipped[k + 1]! - offset;
    kept.set(json.subarray(from, start), size);
    size += start - from;
    from = end;
    if (end <= bodyStart) before.start += end - start;
    if (end <= bodyEnd) before.end += end - start;
  }
  kept.set(json.subarray(from), size);
  size += json.length - from;
  return { json: kept.subarray(0, size), bodyStart: bodyStart - before.start, bodyEnd: bodyEnd - before.end };
}
