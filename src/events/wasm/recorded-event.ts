/** An event as a record of the kernel tells it. Texts are made when they are asked for. */
import type { EventHeader, Wrapping } from '../header.js';
import { TextCache } from './text-cache.js';

/** A record's 32-bit words; addresses are of the kernel's memory. `kernel/event.ts` writes them. */
const WORDS = 22;
const START = 0;
const END = 1;
const LINE = 2;
/** Type in the lower 16 bits, subtype in the next 8, then 1 for an event behind text. */
const KIND = 3;
/** As a double. */
const TIMESTAMP = 4;
const BODY = 6;
/** Start and end, then the lower and upper half of the number. */
const SESSION = 8;
const HANDLE = 12;
/** Start and end. */
const OPAQUE = 16;
const EMITTER = 18;
const HASH = 20;

/** One object for all events: it is valid during the call alone. */
export class RecordedEvent implements EventHeader {
  /** Offset in the log of address 0, and line at the begin of the call. */
  private base = 0;
  private firstLine = 0;
  private bytes = new Uint8Array(0);
  private words = new Uint32Array(0);
  private doubles = new Float64Array(0);
  /** Index of the record's first word. */
  private at = 0;
  private readonly texts = new TextCache();
  /** While the kernel tells the same address in one call, the emitter is the same. */
  private emitterStart = 0;
  private emitterText = '';

  /** `records` is the address of the first record. */
  constructor(private readonly records: number) {}

  /** The kernel's memory has moved. */
  attach(memory: ArrayBuffer): void {
    this.bytes = new Uint8Array(memory);
    this.words = new Uint32Array(memory);
    this.doubles = new Float64Array(memory);
  }

  /** The kernel has written new records, counting lines from `line`. */
  renew(base: number, line: number): void {
    this.base = base;
    this.firstLine = line;
    this.emitterStart = 0;
    this.emitterText = '';
  }

  select(record: number): void {
    this.at = this.records / 4 + record * WORDS;
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
    return this.words[this.at + KIND]! >>> 24 === 0 ? 'none' : 'prefix';
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
      this.emitterText = this.text(EMITTER);
    }
    return this.emitterText;
  }

  get sessionId(): string {
    return this.text(SESSION);
  }

  get handleId(): string {
    return this.text(HANDLE);
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
    return this.bytes.subarray(this.words[this.at + START], this.words[this.at + END]);
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

  private text(field: number): string {
    const start = this.words[this.at + field]!;
    return start === 0 ? '' : this.texts.of(this.bytes, start, this.words[this.at + field + 1]!);
  }
}
