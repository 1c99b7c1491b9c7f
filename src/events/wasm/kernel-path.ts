/** Lets the kernel take plain events, and tells them from its records. */
import { KINDS, SUBTYPES } from '../limits.js';
import type { RecordedEvents } from '../header.js';
import type { FastPath } from '../text-scanner/fast-path.js';
import { tellRecords, type RecordSink } from './records.js';
import type { Cursor } from '../text-scanner/value-walker.js';
import type { Kernel } from './kernel.js';
import { EventType, MediaSubtype } from '../types.js';
import { AlikeLayouts } from '../alike-records/alike-layouts.js';
import { MediaSamples } from './media-samples.js';
import { CAPACITY, DECIDES, DECIDES_BUT_FOR_REQUESTS, DECIDES_NOTHING, PADDING, WORDS } from '../record.js';
import { TaughtRequests } from './requests.js';
import { RecordedEvent } from './recorded-event.js';

const PAGE = 64 * 1024;
const NO_MARKS: ReadonlySet<string> = new Set();

export class KernelPath implements FastPath {
  private readonly start: number;
  private readonly event = new RecordedEvent();
  private memory = new Uint8Array(0);
  private records = new Uint32Array(0);
  private doubles = new Float64Array(0);
  /** Null where nobody reads statistics. */
  private readonly samples: MediaSamples | null;
  private readonly requests: TaughtRequests;
  private readonly envelopes = new AlikeLayouts(NO_MARKS);
  /** What the zero bytes are written over. */
  private readonly behind = new Uint8Array(PADDING);

  constructor(
    private readonly kernel: Kernel,
    private readonly sink: RecordSink,
  ) {
    this.start = kernel.data.value;
    const decisive = new Uint8Array(kernel.memory.buffer, kernel.decisive.value, KINDS);
    for (let kind = 0; kind < KINDS; kind++) decisive[kind] = weight(sink, 1 << (kind / SUBTYPES), kind % SUBTYPES);
    const readsSamples = sink.decides?.(EventType.media, MediaSubtype.stats, true) !== false;
    this.samples = readsSamples ? new MediaSamples() : null;
    this.requests = new TaughtRequests(kernel);
  }

  allocate(size: number): Uint8Array {
    const { memory } = this.kernel;
    const missing = this.start + size + PADDING - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    this.memory = new Uint8Array(memory.buffer);
    this.event.attach(memory.buffer, this.memory);
    this.records = new Uint32Array(memory.buffer, this.kernel.records.value, CAPACITY * WORDS);
    this.doubles = new Float64Array(memory.buffer, this.kernel.records.value, (CAPACITY * WORDS) / 2);
    return this.memory.subarray(this.start, this.start + size);
  }

  take(at: Cursor, size: number): void {
    this.scan(at, size, false);
  }

  learnEnvelope(line: string, member: string): void {
    const layout = this.envelopes.learn(line, member);
    if (layout !== null) new Uint8Array(this.kernel.memory.buffer).set(layout, this.kernel.layout.value);
  }

  takeEnvelopes(at: Cursor, size: number): void {
    if (this.envelopes.any) this.scan(at, size, true);
  }

  private readonly emitterOf = (at: number): string => {
    this.event.select(this.first + at);
    return this.event.emitter;
  };

  /** Index of the first word of the kernel's records. */
  private get first(): number {
    return this.kernel.records.value / Uint32Array.BYTES_PER_ELEMENT;
  }

  private scan(at: Cursor, size: number, inTexts: boolean): void {
    const { kernel, start, sink } = this;
    const end = start + size;
    this.behind.set(this.memory.subarray(end, end + PADDING));
    this.memory.fill(0, end, end + PADDING);
    let count;
    do {
      count = inTexts ? kernel.takeEnvelopes(start + at.i, end) : kernel.scan(start + at.i, end);
      const { records: words, doubles, memory: texts } = this;
      this.samples?.note(words, doubles, count);
      this.requests.learn(words, texts, count);
      const records = { words, doubles, base: at.base - start, line: at.line, texts, emitterOf: this.emitterOf };
      if (sink.records) sink.records({ ...records, count, inTexts });
      else this.tell(records, count * WORDS);
      at.i = kernel.stop() - start;
      at.line += kernel.linesPassed();
      const lineStart = kernel.lastLine();
      if (lineStart > 0) at.lineStart = at.base + lineStart - start;
      // The texts of envelopes may fill their room with fewer.
    } while (inTexts ? count > 0 : count === CAPACITY);
    this.memory.set(this.behind, end);
  }

  goOn(): void {
    this.samples?.goOn();
  }

  private tell(records: RecordedEvents, end: number): void {
    this.event.renew(records.base, records.line);
    tellRecords(this.event, this.sink, records, { to: end, first: this.first });
  }
}

/** What the kernel is told of a type and subtype. */
function weight(sink: RecordSink, type: number, subtype: number): number {
  if (sink.decides?.(type, subtype, false) === false) return DECIDES_NOTHING;
  return type === EventType.transport && subtype === 0 ? DECIDES_BUT_FOR_REQUESTS : DECIDES;
}
