/**
 * Takes whole lines of JSON records that are laid out like one that came before, many at a time: most logs of collectors are
 * of nothing else. The kernel of the scanner does it. Everything unusual (other members, a part of a line, JSON that goes on
 * in the next one, damage) is left to `RecordTexts`, which tells the same of these lines.
 */
import { PADDING } from '../record.js';
import { bestKernel, newKernel, type Kernel, type KernelKind } from '../wasm/kernel.js';
import { AlikeLayouts } from './alike-layouts.js';

const PAGE = 64 * 1024;
const ALIGNMENT = 16;

/** Whose texts are taken. */
interface Wanted {
  /** Null: no member's. */
  readonly key: string | null;
  /** Whether texts have the line's own break at their end, which is left out; one without is a part of a line. */
  readonly breaks: boolean;
}

export class AlikeRecords {
  private kernel: Kernel | null = null;
  private readonly layouts: AlikeLayouts;
  private bytes = new Uint8Array(0);
  /** Addresses of the bytes at hand, once they are in the kernel's memory, and of the texts. */
  private start = 0;
  private out = 0;
  private isThere = false;
  private texts = new Uint8Array(0);

  /** A record with one of the keys `marks` is never taken; with `kind` null none is. */
  constructor(
    private readonly wanted: Wanted,
    marks: ReadonlySet<string>,
    private readonly kind: KernelKind | null = bestKernel(),
  ) {
    this.layouts = new AlikeLayouts(marks);
  }

  /** These bytes come next, and stay as they are until others do. */
  begin(bytes: Uint8Array): void {
    this.bytes = bytes as Uint8Array<ArrayBuffer>;
    this.isThere = false;
  }

  /** `line` has been read by others: those that follow may be like it. It has a character for each byte. */
  learn(line: string): void {
    const { key } = this.wanted;
    const layout = key === null ? null : this.layouts.learn(line, key);
    if (layout === null) return;
    this.kernel ??= newKernel(this.kind);
    if (this.kernel !== null) new Uint8Array(this.kernel.memory.buffer).set(layout, this.kernel.layout.value);
  }

  /**
   * Takes the lines from the index `from` on, where one begins, as far as they are alike and complete. Returns the index of
   * the last such line, which is left for others: what they are told of those before does not matter to what they tell.
   */
  take(from: number): number {
    const { kernel, bytes } = this;
    if (kernel === null) return from;
    if (!this.isThere) this.hold(kernel, bytes);
    const { start, out } = this;
    const stop = kernel.takeRecords(start + from, start + bytes.length, out, this.wanted.breaks) >>> 0;
    this.texts = new Uint8Array(kernel.memory.buffer, out, (kernel.textsEnd() >>> 0) - out);
    return stop - start;
  }

  /** The texts of the lines taken last, a line break in front of each; valid until more are taken. */
  get taken(): Uint8Array {
    return this.texts;
  }

  private hold(kernel: Kernel, bytes: Uint8Array): void {
    this.start = kernel.data.value;
    this.out = Math.ceil((this.start + bytes.length + PADDING) / ALIGNMENT) * ALIGNMENT;
    const missing = this.out + bytes.length + 2 * PADDING - kernel.memory.buffer.byteLength;
    if (missing > 0) kernel.memory.grow(Math.ceil(missing / PAGE));
    const memory = new Uint8Array(kernel.memory.buffer);
    memory.set(bytes, this.start);
    memory.fill(0, this.start + bytes.length, this.out);
    this.isThere = true;
  }
}
