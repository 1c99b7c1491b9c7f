/** One log as far as it has been read: reads on when it has grown, and judges what there is. */
import type { EmitterFacts, Facts } from '../../sessions/collecting/facts.js';
import type { Lives } from '../../lives/lives.js';
import type { LogReport } from '../../sessions/log-report.js';
import { ServerLogReader } from '../../sessions/server-log/server-log.js';
import type { Change } from '../../sources/growing-file.js';
import type { Ranges } from '../../sources/ranges.js';
import { turn } from '../../sources/turn.js';
import type { ReadSoFar } from '../requests/api.js';
import type { ScanThread } from '../scan-thread/scan-in-thread.js';
import { hasGrownMuch } from '../index-on-disk/growth.js';
import type { Before, Kept, LogIndex, Reading } from '../index-on-disk/log-index.js';
import type { ReaderSource } from './added-source.js';
import { fileLog } from './file-log.js';
import { growingBytes, memoryBytes, type LogBytes } from './log-bytes.js';
import { ReportBuilder } from './report-builder.js';

/** A log that nobody has added to for this long is at rest: what could still clear a verdict would have come, ms. */
const REST = 2000;
/** Of that, what an event may take from its server to the log, ms: through a broker, or in a group with later ones. */
const DELIVERY = 1000;

const newBuilder = (): ReportBuilder => new ReportBuilder({ lives: true, noteMasked: false });

export class LogReader {
  readonly name: string;
  readonly ranges: Ranges;
  private readonly bytes: LogBytes;
  private readonly builder: ReportBuilder;
  /** The file in the index, and as it was before it was read; null: it is not kept there. */
  private readonly reading: Reading | null;
  private readonly before: Before | null;
  /** Uncompressed bytes that the index has. */
  private keptBytes: number | null = null;
  /** Everything came from the index, and nobody has asked for more yet. */
  private isAsKept = false;
  /** Reads Janus' own lines where they stand between the events; null: none do, as far as is known. */
  private serverLog: ServerLogReader | null = null;
  /** Uncompressed bytes given to the builder, and to {@link serverLog}, which takes none of them back. */
  private position = 0;
  private serverLogPosition = 0;
  private ended = false;
  /** While another thread reads the log: bytes of the file that it has read. */
  private readInThread: number | null = null;
  /** By emitter: the time of its last event when that was new, and when that was, ms. */
  private readonly heard = new Map<EmitterFacts, { readonly lastAt: number; readonly when: number }>();

  /**
   * With `scanThread` a second thread helps with a large log; what `index` has of it is not read
   * again. Throws LogUnreadable.
   */
  constructor(
    readonly source: ReaderSource,
    private readonly now: () => number,
    private readonly scanThread: ScanThread | null,
    private readonly index: LogIndex | null = null,
  ) {
    this.bytes = bytesOf(source);
    this.name = this.bytes.name;
    this.ranges = this.bytes.ranges;
    this.reading = source.kind === 'file' ? { paths: [source.path], lives: true } : null;
    const kept = source.kind === 'file' && source.anew !== true ? this.find() : null;
    this.before = kept?.before ?? (this.reading === null ? null : (index?.before(this.reading) ?? null));
    this.builder = kept?.builder ?? newBuilder();
    if (kept === null) this.builder.begin(this.name);
    else this.takeKept(kept);
  }

  private find(): Kept | null {
    return this.reading === null ? null : (this.index?.find(this.reading, newBuilder) ?? null);
  }

  private takeKept({ before, bytes, grown }: Kept): void {
    this.ended = true;
    this.isAsKept = !grown;
    this.keptBytes = this.position = bytes;
    this.bytes.skipTo(before[0]!.size, null, !grown);
  }

  /** Whether anything of it came from the index. */
  get isFromIndex(): boolean {
    return this.keptBytes !== null;
  }

  /** Keeps in the index what was found, where it was read to its end. */
  async keep(): Promise<void> {
    const { index, reading, before, builder, keptBytes } = this;
    if (index === null || reading === null || before === null || !this.ended) return;
    if (keptBytes !== null && !hasGrownMuch(keptBytes, builder.bytes)) return;
    this.keptBytes = builder.bytes;
    await index.keep(reading, before, builder);
  }

  get facts(): Facts {
    return this.builder.facts;
  }

  /** First and last time of what was read. */
  get span(): LogReport['span'] {
    return this.builder.span();
  }

  /** Whether all was read that was there. */
  get complete(): boolean {
    return this.ended;
  }

  get soFar(): ReadSoFar {
    const { read, size } = this.bytes.state;
    return { read: this.readInThread ?? read, total: size };
  }

  /** Whether what was read holds for the source as it is now: then nothing is to do, or it can be read on. */
  change(source: ReaderSource): Change {
    if (source.kind === 'growing')
      return this.source.kind === 'growing' && source.bytes === this.source.bytes ? this.bytes.change() : 'other';
    if (source.kind !== 'file' || this.source.kind !== 'file') return 'other';
    if (source.path !== this.source.path || source.anew === true || this.readInThread !== null) return 'other';
    if (!this.ended && this.bytes.changedAt === null) return 'other';
    return this.bytes.change();
  }

  /**
   * Reads on to the present end, piece by piece: others get their turn in between. Stops early when `signal` is aborted.
   * False: the log means something else than it did before it grew, and is to be read from its beginning.
   */
  async readOn(signal: AbortSignal, pieceRead: () => void): Promise<boolean> {
    if (this.isAsKept) {
      this.isAsKept = false;
      return true;
    }
    if (this.ended) {
      const from = this.builder.resume();
      if (from === null) return false;
      this.position = from;
      this.ended = false;
    } else if (this.position === 0 && !(await this.readWithHelp(signal, pieceRead))) return signal.aborted;
    const room = (size: number): Uint8Array => this.builder.room(size);
    for await (const bytes of this.bytes.read(this.position, signal, room)) {
      // Janus' own lines are known of before the first bytes come.
      if (this.bytes.state.serverLines) this.readServerLines(bytes);
      this.builder.push(bytes);
      this.position += bytes.length;
      await turn();
      if (signal.aborted) return true;
      pieceRead();
    }
    if (signal.aborted) return true;
    this.builder.end(this.bytes.state);
    this.ended = true;
    return !this.builder.astray;
  }

  /**
   * Lets a second thread read a large log to where it ends now. False: reading was stopped, or the log is to be read from
   * its beginning, without help.
   */
  private async readWithHelp(signal: AbortSignal, pieceRead: () => void): Promise<boolean> {
    const { builder, bytes, scanThread } = this;
    if (scanThread === null || bytes.file === null || !scanThread.isWorthIt(bytes.file)) return true;
    // What the other thread looks through is not at hand here.
    if (bytes.state.serverLines) return true;
    const told = (read: number): void => {
      this.readInThread = read;
      builder.lookedThrough(read);
      pieceRead();
    };
    const scanned = await scanThread.scan(bytes.file, builder.sink, {
      growing: true,
      lives: true,
      signal,
      told,
    });
    const from = scanned === null || scanned.forms.length > 0 ? null : builder.goOn(scanned);
    if (scanned === null || from === null) return false;
    bytes.skipTo(scanned.read, scanned.problem);
    this.position = from;
    this.readInThread = null;
    return true;
  }

  /** Gives the server log's reader of the bytes at {@link position} what it has not had. */
  private readServerLines(bytes: Uint8Array): void {
    this.serverLog ??= new ServerLogReader(this.name);
    const known = Math.min(bytes.length, this.serverLogPosition - this.position);
    this.serverLog.push(bytes.subarray(known));
    this.serverLogPosition = Math.max(this.serverLogPosition, this.position + bytes.length);
  }

  /**
   * The verdicts on what has been read. A session that seems to end just now is open, in a log that is written to or has not
   * been read to its end.
   */
  judge(): { readonly report: LogReport; readonly lives: Lives } {
    if (this.serverLog !== null) this.builder.takeLinesBetween(this.serverLog.soFar());
    const { report, lives } = this.builder.finish(this.quiet());
    if (lives === null) throw new Error('Nobody asked for lives.');
    return { report, lives };
  }

  private quiet(): ((emitter: EmitterFacts) => number) | undefined {
    const { changedAt } = this.bytes;
    const now = this.now();
    if (this.ended) {
      if (changedAt === null) return undefined;
      // A clock that is behind that of the file system must not make a log look written to for ever.
      this.hear(Math.min(changedAt, now));
    }
    return (emitter) => {
      const heard = this.heard.get(emitter);
      // What is still to be read may clear whatever seems to end here, but of who has told nothing new. Where it does not
      // come in the order of time, it may clear whatever seems to have ended at any time.
      if (!this.ended && heard?.lastAt !== emitter.lastAt) return emitter.setBack ? -Infinity : 0;
      const silence = now - (heard?.when ?? now);
      return silence >= REST ? Infinity : Math.max(0, silence - DELIVERY) * 1000;
    };
  }

  /** Notes for each emitter that has told something new that it did at `written`, ms. */
  private hear(written: number): void {
    for (const emitter of this.facts.emitters.values()) {
      const { lastAt } = emitter;
      if (this.heard.get(emitter)?.lastAt !== lastAt) this.heard.set(emitter, { lastAt, when: written });
    }
  }
}

/** Throws LogUnreadable. */
function bytesOf(source: ReaderSource): LogBytes {
  switch (source.kind) {
    case 'bytes':
      return memoryBytes(source.name, source.bytes);
    case 'growing':
      return growingBytes(source.name, source.bytes);
    case 'file':
      return fileLog(source.path);
  }
}
