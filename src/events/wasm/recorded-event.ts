/** An event as a record of the kernel tells it. Texts are made when they are asked for. */
import { WRAPPINGS, type EventHeader, type Wrapping } from '../header.js';
import { idOf } from '../shapes/numbers.js';
import {
  BODY,
  EMITTER,
  END,
  HANDLE,
  HASH,
  JSON_LENGTH,
  KIND,
  LINE,
  OPAQUE,
  SAME_HANDLE,
  SAMPLE,
  SESSION,
  SLOT,
  SLOT_MASK,
  START,
  TEXTS,
  TIMESTAMP,
} from '../record.js';
import { sharedTexts } from '../text-cache.js';

/** One object for all events: it is valid during the call alone. */
export class RecordedEvent implements EventHeader {
  /** Offset in the log of address 0, and line at the begin of the call. */
  private base = 0;
  private firstLine = 0;
  /** The texts: what is at address a stands at index a + {@link shift}. */
  protected bytes = new Uint8Array(0);
  protected words = new Uint32Array(0);
  private doubles = new Float64Array(0);
  /** Index of the record's first word. */
  protected at = 0;
  protected shift = 0;
  /** While the kernel tells the same address in one call, the emitter is the same. */
  private emitterStart = 0;
  private emitterText = '';

  /** Records stand in `records` and what they tell of in `texts`; both may be the kernel's memory. */
  attach(records: ArrayBuffer, texts: Uint8Array<ArrayBuffer>): void {
    this.bytes = texts;
    this.words = new Uint32Array(records);
    this.doubles = new Float64Array(records);
  }

  /** New records have been written, counting lines from `line`. */
  renew(base: number, line: number): void {
    this.base = base;
    this.firstLine = line;
    this.emitterStart = 0;
    this.emitterText = '';
  }

  /** `at` is the index of the record's first word. */
  select(at: number): void {
    this.at = at;
    const texts = this.words[at + TEXTS]!;
    this.shift = texts === 0 ? 0 : texts - 1 - this.words[at + START]!;
  }

  get offset(): number {
    return this.base + this.words[this.at + START]!;
  }

  get length(): number {
    return this.words[this.at + END]! - this.words[this.at + START]!;
  }

  get line(): number {
    return this.firstLine + this.words[this.at + LINE]!;
  }

  get wrapping(): Wrapping {
    return WRAPPINGS[this.words[this.at + KIND]! >>> 24]!;
  }

  get type(): number {
    return this.words[this.at + KIND]! & 0xffff;
  }

  get subtype(): number {
    return (this.words[this.at + KIND]! >>> 16) & 0xff;
  }

  get timestamp(): number {
    return this.doubles[(this.at + TIMESTAMP) / 2]!;
  }

  get emitter(): string {
    const start = this.words[this.at + EMITTER]!;
    if (start !== this.emitterStart) {
      this.emitterStart = start;
      this.emitterText = start === 0 ? '' : sharedTexts.of(this.bytes, start, this.words[this.at + EMITTER + 1]!);
    }
    return this.emitterText;
  }

  get sessionId(): string {
    return idOf(this.text(SESSION));
  }

  get handleId(): string {
    return idOf(this.text(HANDLE));
  }

  get sessionLow(): number {
    return this.words[this.at + SESSION + 2]!;
  }

  get sessionHigh(): number {
    return this.words[this.at + SESSION + 3]!;
  }

  get handleLow(): number {
    return this.words[this.at + HANDLE + 2]!;
  }

  get handleHigh(): number {
    return this.words[this.at + HANDLE + 3]!;
  }

  get opaqueId(): string {
    return this.text(OPAQUE);
  }

  get json(): Uint8Array {
    const start = this.words[this.at + START]! + this.shift;
    const isElsewhere = this.words[this.at + TEXTS] !== 0;
    return this.bytes.subarray(
      start,
      isElsewhere ? start + this.words[this.at + JSON_LENGTH]! : this.words[this.at + END],
    );
  }

  get bodyStart(): number {
    return this.words[this.at + BODY]! - this.words[this.at + START]!;
  }

  get bodyEnd(): number {
    return this.words[this.at + BODY + 1]! - this.words[this.at + START]!;
  }

  get bodyHash(): number {
    return this.words[this.at + HASH]!;
  }

  get slot(): number {
    return (this.words[this.at + SLOT]! & SLOT_MASK) - 1;
  }

  get isOfSameHandle(): boolean {
    return (this.words[this.at + SLOT]! & SAME_HANDLE) !== 0;
  }

  get isSample(): boolean {
    return (this.words[this.at + SLOT]! & SAMPLE) !== 0;
  }

  protected text(field: number): string {
    const start = this.words[this.at + field]!;
    const { shift } = this;
    return start === 0 ? '' : sharedTexts.of(this.bytes, start + shift, this.words[this.at + field + 1]! + shift);
  }
}
