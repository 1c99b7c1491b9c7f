/** Keeps account of the bytes that belong to no event, and joins neighbours into one stretch. */
import { CLOSE_BRACE, COLON, LF, QUOTE, SPACE } from './bytes.js';
import type { Stretch } from './header.js';

const MAX_SAMPLE = 4096;

/** Whether the bytes are text a person could have written: no control characters but tab and ESC (console colours). */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((c) => (c >= SPACE && c !== 0x7f) || c === 0x09 || c === 0x0a || c === 0x0d || c === 0x1b);
}

/** Whether text holds a key or a closing brace, as the remains of a cut event do. */
export function looksLikeJson(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === CLOSE_BRACE) return true;
    if (bytes[i] === COLON && i > 0 && (bytes[i - 1] === QUOTE || (bytes[i - 1] === SPACE && bytes[i - 2] === QUOTE)))
      return true;
  }
  return false;
}

export class Stretches {
  private start = -1;
  private end = -1;
  private line = 0;
  private broken = false;
  private readonly sample = new Uint8Array(MAX_SAMPLE);
  private sampled = 0;

  constructor(private readonly tell: (stretch: Stretch) => void) {}

  /** Whether damaged JSON has begun and no event has come since: what stands here belongs to it. */
  get inBroken(): boolean {
    return this.start >= 0 && this.broken;
  }

  get empty(): boolean {
    return this.start < 0;
  }

  /** Offset behind the last byte of the stretch under way. */
  get until(): number {
    return this.end;
  }

  /**
   * Adds what stands from offset `offset` to before `end`, from line `line` on; `bytes` is as much of it as is at hand.
   * `broken` marks damaged JSON, otherwise it is other text unless it looks like a part of an event.
   */
  add(bytes: Uint8Array, offset: number, end: number, line: number, broken: boolean): void {
    if (this.start < 0) {
      this.start = offset;
      this.line = line;
      this.broken = false;
      this.sampled = 0;
    }
    this.end = Math.max(this.end, end);
    this.broken ||= broken || !isText(bytes) || looksLikeJson(bytes);
    if (this.sampled > 0 && this.sampled < MAX_SAMPLE) this.sample[this.sampled++] = LF;
    const part = bytes.subarray(0, MAX_SAMPLE - this.sampled);
    this.sample.set(part, this.sampled);
    this.sampled += part.length;
  }

  /** The stretch under way is none. */
  forget(): void {
    this.start = this.end = -1;
  }

  /** Tells the stretch under way, if there is one. */
  flush(): void {
    if (this.start < 0) return;
    const { start, end, line } = this;
    const kind = this.broken ? 'broken' : 'text';
    this.start = this.end = -1;
    this.tell({ offset: start, length: end - start, line, kind, sample: this.sample.subarray(0, this.sampled) });
  }
}
