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
      at.i = kernel.stop() - start;
      at.line += kernel.linesPassed();
      const lineStart = kernel.lastLine();
      if (lineStart > 0) at.lineStart = at.base + lineStart - start;
    } while (count === CAPACITY);
  }
}
