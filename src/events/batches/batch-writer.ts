/** Packs what a scanner tells into batches. */
import { halvesOf } from '../halves.js';
import { WRAPPINGS, type EventHeader, type Stretch } from '../header.js';
import { TextCache } from '../text-cache.js';
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
  PLAIN,
  REQUEST,
  SAMPLE,
  SESSION,
  SLOT,
  START,
  TEXTS,
  TIMESTAMP,
  WORDS,
} from '../record.js';
import type { Records, RecordSink } from '../wasm/records.js';
import type { EventBatch, EventsPart } from './batch.js';

const FULL_RECORDS = 4096;
const FULL_TEXTS = 1024 * 1024;
const FULL_PARTS = 1024;
/** What a batch begins with, and the most of texts that is used again, bytes. */
const FIRST_RECORDS = FULL_RECORDS + 2048;
const FIRST_TEXTS = 256 * 1024;
const MOST_TEXTS = 4 * 1024 * 1024;
/** Records of events that no kernel recorded begin at an address above 0, which is that of nothing. */
const FIRST_ADDRESS = 64;
const FARTHEST_ADDRESS = 0x7fffffff;

/** Text that JSON writes as it is, in ASCII. */
const AS_IT_IS = /^[ !#-[\]-~]*$/;

const encoder = new TextEncoder();

export class BatchWriter implements RecordSink {
  private words = new Uint32Array(0);
  private doubles = new Float64Array(0);
  private count = 0;
  private texts = new Uint8Array(0);
  private textsSize = 0;
  private parts: EventBatch['parts'][number][] = [];
  private readonly spare: EventBatch[] = [];

  private readonly emitters = new TextCache();
  /** The first event is handed over whole: it shows how the log is written. */
  private first = true;

  /** `decides` says of which types and subtypes the bodies are asked for; `isSample` as in `EventHeader`. */
  constructor(readonly decides: (type: number, subtype: number, isSample: boolean) => boolean) {
    this.renew();
  }

  /** Whether enough was told since the last call of {@link take}: more costs memory, less costs messages. */
  get isFull(): boolean {
    return this.count >= FULL_RECORDS || this.textsSize >= FULL_TEXTS || this.parts.length >= FULL_PARTS;
  }

  /** What was told since the last call; null for nothing. */
  take(): EventBatch | null {
    if (this.parts.length === 0) return null;
    const batch = { words: this.words, texts: this.texts, parts: this.parts };
    this.renew();
    return batch;
  }

  /** Takes back a batch that is done with: its memory is used again. */
  reuse(batch: EventBatch): void {
    // Of a few enormous events nothing is to remain.
    if (batch.texts.length <= MOST_TEXTS) this.spare.push(batch);
  }

  stretch(stretch: Stretch): void {
    this.parts.push({ kind: 'stretch', stretch: { ...stretch, sample: stretch.sample.slice() } });
  }

  records({ words: from, count, texts: bytes, base, line, inTexts }: Records): void {
    if (count === 0) return;
    // Each time texts stand at the same addresses.
    const part = this.partOf(true, base, line, (last) => !inTexts && last.base === base);
    this.makeRoom(count);
    const { words } = this;
    words.set(from.subarray(0, count * WORDS), this.count * WORDS);
    let emitter = 0;
    for (let at = this.count * WORDS; count > 0; at += WORDS, count--) {
      words[at + LINE]! += line - part.line;
      if (words[at + EMITTER] !== emitter) {
        emitter = words[at + EMITTER]!;
        part.emitters.set(emitter, this.emitters.of(bytes, emitter, words[at + EMITTER + 1]!));
      }
      if ((words[at + SLOT]! & (PLAIN | REQUEST)) === PLAIN) words[at + TEXTS] = 0;
      else this.carry(words, at, bytes);
      this.count++;
    }
    part.until = this.count;
  }

  event(header: EventHeader): void {
    const { offset, line } = header;
    const near = ({ base }: EventsPart): boolean => offset - base <= FARTHEST_ADDRESS;
    const part = this.partOf(false, offset - FIRST_ADDRESS, line, near);
    this.makeRoom(1);
    const { words } = this;
    const at = this.count++ * WORDS;
    const start = offset - part.base;
    const { json, type, subtype, timestamp } = header;
    words.fill(0, at, at + WORDS);
    words[at + START] = start;
    words[at + END] = start + header.length;
    words[at + LINE] = line - part.line;
    words[at + KIND] = type | (subtype << 16) | (WRAPPINGS.indexOf(header.wrapping) << 24);
    this.doubles[(at + TIMESTAMP) / 2] = timestamp;
    words[at + BODY] = start + header.bodyStart;
    words[at + BODY + 1] = start + header.bodyEnd;
    words[at + HASH] = header.bodyHash;
    words[at + TEXTS] = this.textsSize + 1;
    const shift = start - this.textsSize;
    if (this.isWhole(type, subtype, header.isSample)) this.append(json);
    words[at + JSON_LENGTH] = json.length;
    this.writeId(at + SESSION, header.sessionId, shift);
    this.writeId(at + HANDLE, header.handleId, shift);
    this.writeText(at + OPAQUE, header.opaqueId, shift);
    if (header.emitter !== '') {
      // Each part has the name once, as long as it stays the same.
      const known = part.emitters.get(part.emitters.size) === header.emitter;
      words[at + EMITTER] = part.emitters.size + (known ? 0 : 1);
      part.emitters.set(words[at + EMITTER]!, header.emitter);
    }
    part.until = this.count;
  }

  private isWhole(type: number, subtype: number, isSample: boolean): boolean {
    const whole = this.first || this.decides(type, subtype, isSample);
    this.first = false;
    return whole;
  }

  /** Hands over the bytes of a recorded event, as far as anybody asks for them. */
  private carry(words: Uint32Array, at: number, bytes: Uint8Array): void {
    const start = words[at + START]!;
    const kind = words[at + KIND]!;
    const texts = words[at + TEXTS]!;
    const shift = texts === 0 ? 0 : texts - 1 - start;
    const length = texts === 0 ? words[at + END]! - start : words[at + JSON_LENGTH]!;
    const end = this.isWhole(kind & 0xffff, (kind >>> 16) & 0xff, (words[at + SLOT]! & SAMPLE) !== 0)
      ? start + length
      : Math.max(start, words[at + SESSION + 1]!, words[at + HANDLE + 1]!, words[at + OPAQUE + 1]!);
    words[at + JSON_LENGTH] = length;
    words[at + TEXTS] = this.textsSize + 1;
    this.append(bytes.subarray(start + shift, end + shift));
  }

  /** Writes an id: as a number where it is one, which takes no text. */
  private writeId(place: number, id: string, shift: number): void {
    const { low, high } = halvesOf(id);
    this.words[place + 2] = low;
    this.words[place + 3] = high;
    if (low === 0 && high === 0) this.writeText(place, id, shift);
  }

  /** Writes a text as JSON, and where it stands. */
  private writeText(place: number, text: string, shift: number): void {
    if (text === '') return;
    this.words[place] = this.textsSize + shift;
    if (AS_IT_IS.test(text)) this.appendPlain(`"${text}"`);
    else this.append(encoder.encode(JSON.stringify(text)));
    this.words[place + 1] = this.textsSize + shift;
  }

  private append(bytes: Uint8Array): void {
    this.makeRoomForTexts(bytes.length);
    this.texts.set(bytes, this.textsSize);
    this.textsSize += bytes.length;
  }

  /** Appends text of ASCII: for the few letters of an id a loop is faster than an encoder. */
  private appendPlain(text: string): void {
    this.makeRoomForTexts(text.length);
    for (let k = 0; k < text.length; k++) this.texts[this.textsSize++] = text.charCodeAt(k);
  }

  private makeRoomForTexts(bytes: number): void {
    const needed = this.textsSize + bytes;
    if (needed <= this.texts.length) return;
    const larger = new Uint8Array(Math.max(2 * this.texts.length, needed));
    larger.set(this.texts);
    this.texts = larger;
  }

  /** The part under way if what comes next can be told in it, else a new one. */
  private partOf(recorded: boolean, base: number, line: number, fits: (part: EventsPart) => boolean): EventsPart {
    const last = this.parts.at(-1);
    if (last?.kind === 'events' && last.recorded === recorded && line >= last.line && fits(last)) return last;
    const part: EventsPart = { kind: 'events', recorded, until: this.count, base, line, emitters: new Map() };
    this.parts.push(part);
    return part;
  }

  private makeRoom(records: number): void {
    const needed = (this.count + records) * WORDS;
    if (needed <= this.words.length) return;
    const larger = new Uint32Array(Math.max(2 * this.words.length, needed));
    larger.set(this.words);
    this.setWords(larger);
  }

  private setWords(words: Uint32Array<ArrayBuffer>): void {
    this.words = words;
    this.doubles = new Float64Array(words.buffer);
  }

  private renew(): void {
    const spare = this.spare.pop();
    this.setWords(spare?.words ?? new Uint32Array(FIRST_RECORDS * WORDS));
    this.texts = spare?.texts ?? new Uint8Array(FIRST_TEXTS);
    this.count = this.textsSize = 0;
    this.parts = [];
  }
}
