/** Lets the kernel take plain events, and tells them from its records. */
import type { FastPath } from '../fast-path.js';
import type { ScannerSink } from '../header.js';
import type { Cursor } from '../value-walker.js';
import type { Kernel } from './kernel.js';
import { RecordedEvent } from './recorded-event.js';

const PAGE = 64 * 1024;
/** Zero bytes behind the log's bytes, which the kernel may read. */
const PADDING = 64;
/** Records the kernel writes at once. */
const CAPACITY = 256;

export class KernelPath implements FastPath {
  private readonly start: number;
  private readonly event: RecordedEvent;
  private memory = new Uint8Array(0);

  constructor(
    private readonly kernel: Kernel,
    private readonly sink: ScannerSink,
  ) {
    this.start = kernel.data.value;
    this.event = new RecordedEvent(kernel.records.value);
  }

  allocate(size: number): Uint8Array {
    const { memory } = this.kernel;
    const missing = this.start + size + PADDING - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
    this.memory = new Uint8Array(memory.buffer);
    this.event.attach(memory.buffer);
    return this.memory.subarray(this.start, this.start + size);
  }

  take(at: Cursor, size: number): void {
    const { kernel, start, event } = this;
    const end = start + size;
    this.memory.fill(0, end, end + PADDING);
    let count;
    do {
      count = kernel.scan(start + at.i, end);
      event.renew(at.base - start, at.line);
      for (let k = 0; k < count; k++) {
        event.select(k);
        this.sink.event(event);
      }
      this.move(at, kernel.stop() - start, kernel.linesPassed());
    } while (count === CAPACITY);
  }

  /** Moves over bytes that hold `lines` line breaks, all of them between values or in events. */
  private move(at: Cursor, to: number, lines: number): void {
    if (lines > 0) {
      let i = this.start + to - 1;
      for (let c = this.memory[i]!; c !== 0x0a && c !== 0x0d && c !== 0; c = this.memory[i]!) i--;
      at.lineStart = at.base + i + 1 - this.start;
      at.line += lines;
    }
    at.i = to;
  }
}
