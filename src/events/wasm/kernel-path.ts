/** Lets the kernel take plain events, and tells them from its records. */
import type { FastPath } from '../fast-path.js';
import type { RecordSink } from './records.js';
import type { Cursor } from '../value-walker.js';
import { HandleSlots } from './handle-slots.js';
import type { Kernel } from './kernel.js';
import { CAPACITY, PADDING, WORDS } from './record.js';
import { RecordedEvent } from './recorded-event.js';

const PAGE = 64 * 1024;

export class KernelPath implements FastPath {
  private readonly start: number;
  private readonly event = new RecordedEvent();
  private memory = new Uint8Array(0);
  private records = new Uint32Array(0);
  private readonly slots = new HandleSlots();
  /** What the zero bytes are written over. */
  private readonly behind = new Uint8Array(PADDING);

  constructor(
    private readonly kernel: Kernel,
    private readonly sink: RecordSink,
  ) {
    this.start = kernel.data.value;
  }

  allocate(size: number): Uint8Array {
    const { memory } = this.kernel;
    const missing = this.start + size + PADDING - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    this.memory = new Uint8Array(memory.buffer);
    this.event.attach(memory.buffer, this.memory);
    this.records = new Uint32Array(memory.buffer, this.kernel.records.value, CAPACITY * WORDS);
    return this.memory.subarray(this.start, this.start + size);
  }

  take(at: Cursor, size: number): void {
    const { kernel, start, sink } = this;
    const end = start + size;
    this.behind.set(this.memory.subarray(end, end + PADDING));
    this.memory.fill(0, end, end + PADDING);
    let count;
    do {
      count = kernel.scan(start + at.i, end);
      this.slots.note(this.records, count, this.memory);
      const base = at.base - start;
      if (sink.records) sink.records({ words: this.records, count, bytes: this.memory, base, line: at.line });
      else this.tell(count, base, at.line);
      at.i = kernel.stop() - start;
      at.line += kernel.linesPassed();
      const lineStart = kernel.lastLine();
      if (lineStart > 0) at.lineStart = at.base + lineStart - start;
    } while (count === CAPACITY);
    this.memory.set(this.behind, end);
  }

  private tell(count: number, base: number, line: number): void {
    const { event, kernel, sink } = this;
    const first = kernel.records.value / Uint32Array.BYTES_PER_ELEMENT;
    event.renew(base, line);
    for (let k = 0; k < count; k++) {
      event.select(first + k * WORDS);
      sink.event(event);
    }
  }
}
