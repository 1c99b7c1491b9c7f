/** Shows the fast path envelopes that hold one event in a text, each on a line of its own: the next ones are mostly like it. */
import type { EventHeader } from '../header.js';
import type { FastPath } from './fast-path.js';

/** Longer lines are not learned from, bytes. */
const LONGEST = 64 * 1024;
/** What stands in front of a member's text: its key. */
const KEY = /"([^"\\]*)" *: *$/;

export class AlikeEnvelopes {
  /** Offset of the envelope that came last, and of the text that held its event; -1: nothing is to be learned from it. */
  private envelope = -1;
  private text = -1;

  constructor(private readonly fast: FastPath | null) {}

  /** An envelope begins at `offset`. `isPlain`: whatever its values are, it is no event of another shape. */
  begin(offset: number, isPlain: boolean): void {
    this.envelope = isPlain ? offset : -1;
    this.text = -1;
  }

  /** An event in the envelope has been told. */
  note({ offset, wrapping }: EventHeader): void {
    if (this.text < 0 && wrapping === 'string') this.text = offset;
    else this.envelope = -1;
  }

  /** A line ends before index `end` of `bytes`, its break included, with nothing under way. `base` is the offset of index 0. */
  endOfLine(bytes: Uint8Array, base: number, lineStart: number, end: number): void {
    const { envelope, text, fast } = this;
    if (envelope < 0) return;
    this.envelope = -1;
    const start = lineStart - base;
    if (fast === null || envelope !== lineStart || text < 0 || start < 0 || end - start > LONGEST) return;
    let line = '';
    for (let i = start; i < end; i++) line += String.fromCharCode(bytes[i]!);
    const member = KEY.exec(line.slice(0, text - lineStart))?.[1];
    if (member !== undefined) fast.learnEnvelope(line, member);
  }
}
