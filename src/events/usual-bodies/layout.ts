/**
 * How a body that was read is laid out: the bytes that others of its kind share with it, and between them the values that
 * are another in each. A body laid out so is read by comparing those bytes, which takes a fraction of looking at its members.
 */
import { asciiText, isTextAt, QUOTE } from '../bytes.js';
import { sharedTexts } from '../text-cache.js';
import { ASCII, integerEnd, integerIn, NOWHERE, numberEnd, TEXT, textEnd } from './values.js';

export type Value = string | number | boolean | Members;
export interface Members {
  [key: string]: Value;
}

/** What stands between the bytes that are the same: the content of a text that is asked for, or of an id, */
export const TEXT_VALUE = 0;
export const ID_TEXT = 1;
/** the digits of a number or an id, */
export const NUMBER = 2;
export const ID_NUMBER = 3;
/** the content of a text and a number that nobody asks for. */
export const SKIPPED_TEXT = 4;
export const SKIPPED_NUMBER = 5;

/** A value that was read: where it stands, and which member of which object it is; none where nobody asks for it. */
export interface Variable {
  readonly kind: number;
  readonly start: number;
  readonly end: number;
  readonly holder: Members | null;
  readonly key: string;
}

interface Step {
  readonly kind: number;
  readonly holder: Members | null;
  readonly key: string;
  /** The text that came last. */
  last: string;
  /** What follows in each such body. */
  readonly behind: Same;
}

/** Bytes that are the same: four at a time, and what is left. */
interface Same {
  readonly words: Uint32Array;
  readonly rest: Uint8Array;
  readonly length: number;
}

/** Bytes that are compared at once. */
const AT_ONCE = 4;
/** Of a larger body each is another: an SDP, or a list of all that publish. */
const MOST_BYTES = 1024;
const MOST_VARIABLES = 24;

export class Layout {
  private constructor(
    private readonly head: Same,
    private readonly steps: readonly Step[],
    private readonly value: Members,
  ) {}

  /**
   * That of the body from `start` to before `end`, which was read as `value`; null for one that is too large, or has a member
   * twice: the last one counts, whichever is another than before.
   */
  static of(
    bytes: Uint8Array,
    start: number,
    end: number,
    variables: readonly Variable[],
    value: Members,
  ): Layout | null {
    if (end - start > MOST_BYTES || variables.length > MOST_VARIABLES || hasTwice(variables)) return null;
    const steps = variables.map(({ kind, end: from, holder, key }, k) => ({
      ...{ kind, holder, key, last: '' },
      behind: sameOf(bytes.subarray(from, variables[k + 1]?.start ?? end)),
    }));
    return new Layout(sameOf(bytes.subarray(start, variables[0]?.start ?? end)), steps, value);
  }

  /**
   * Reads the body from `start` to before `end`; null where it is laid out in another way. What comes back is valid until
   * the next is read. `view` shows the memory that `bytes` are of.
   */
  read(bytes: Uint8Array, view: DataView, start: number, end: number): Members | null {
    const { head, steps } = this;
    if (!isSame(head, bytes, view, start, end)) return null;
    let at = start + head.length;
    for (const step of steps) {
      const stop = this.follow(step, bytes, at, end);
      if (stop === NOWHERE || !isSame(step.behind, bytes, view, stop, end)) return null;
      at = stop + step.behind.length;
    }
    return at === end ? this.value : null;
  }

  /** Index behind the value at `at`, which is noted where it is asked for. */
  private follow(step: Step, bytes: Uint8Array, at: number, end: number): number {
    const { kind, holder, key } = step;
    if (kind === SKIPPED_TEXT) return textEnd(bytes, at, end, TEXT);
    if (kind === SKIPPED_NUMBER) return numberEnd(bytes, at, end);
    if (kind === NUMBER || kind === ID_NUMBER) {
      const stop = integerEnd(bytes, at, end);
      if (stop === NOWHERE) return NOWHERE;
      const number = integerIn(bytes, at, stop);
      holder![key] = kind === NUMBER ? number : String(number);
      return stop;
    }
    const { last } = step;
    const close = at + last.length;
    if (last !== '' && close < end && bytes[close] === QUOTE && isTextAt(bytes, at, last)) return close;
    const stop = textEnd(bytes, at, end, ASCII);
    // Ids of connections hardly come again: looking for one that was made before would take longer than making it.
    if (bytes[stop] !== QUOTE) return NOWHERE;
    step.last = kind === ID_TEXT ? asciiText(bytes, at, stop) : sharedTexts.of(bytes, at - 1, stop + 1);
    holder![key] = step.last;
    return stop;
  }
}

const hasTwice = (variables: readonly Variable[]): boolean =>
  variables.some(
    ({ holder, key }, k) =>
      holder !== null && variables.findIndex((other) => other.holder === holder && other.key === key) < k,
  );

function sameOf(bytes: Uint8Array): Same {
  const copy = bytes.slice();
  const whole = copy.length - (copy.length % AT_ONCE);
  const view = new DataView(copy.buffer);
  const words = Uint32Array.from({ length: whole / AT_ONCE }, (_, k) => view.getUint32(k * AT_ONCE, true));
  return { words, rest: copy.subarray(whole), length: copy.length };
}

function isSame({ words, rest, length }: Same, bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
  if (start + length > end) return false;
  let place = bytes.byteOffset + start;
  for (let k = 0; k < words.length; k++, place += AT_ONCE) if (view.getUint32(place, true) !== words[k]) return false;
  const from = start + words.length * AT_ONCE;
  for (let k = 0; k < rest.length; k++) if (bytes[from + k] !== rest[k]) return false;
  return true;
}
