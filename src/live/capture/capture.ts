/** The capture: where live events go, a line each, before they are acknowledged. An ordinary log to everything else. */
import * as l10n from '@vscode/l10n';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CaptureFile, type CaptureFileOptions, type CapturePlace } from './capture-file.js';
import { lockCapture, type CaptureLock } from './capture-lock.js';
import { cannotWrite } from './capture-place.js';
import { EventLines, PIECE } from './event-lines.js';
import { codeOf, fileAdvice, fileWords } from '../file-words.js';
import { LineBuffer } from './line-buffer.js';
import { SourceProblem, type EventSink, type Taken } from '../live-source.js';
import { Queue } from './queue.js';
import { realPathOf } from './real-path.js';

/** Bytes of lines that wait while others are written. A message that finds them waits itself, and its source with it. */
const MOST_WAITING = 8 * 1024 * 1024;

export interface CaptureOptions extends Partial<CaptureFileOptions> {
  readonly path: string;
  /** Tells what a person should know: a full disk, a part that is going to be deleted. Once, not for every message. */
  readonly notice: (message: string) => void;
}

/** What the capture has done since it was opened. */
export interface CaptureCounts {
  readonly messages: number;
  /** In the file. */
  readonly events: number;
  readonly bytes: number;
  /** Bytes that came and are no Janus event. */
  readonly otherBytes: number;
}

/** How a capture has ended. */
export interface CaptureEnd {
  readonly place: CapturePlace;
  /** All that was captured is in the file and its parts: nobody has cut, moved or deleted it meanwhile. */
  readonly isWhole: boolean;
}

/** Whoever waits to hear that a message is taken. */
interface Asking {
  readonly resolve: (taken: Taken) => void;
  readonly reject: (problem: SourceProblem) => void;
}

interface Arrived extends Asking {
  readonly message: Uint8Array;
}

interface Waiting extends Asking {
  readonly taken: Taken;
}

/** Lines that are written at once, and the messages they are of. */
class Batch {
  readonly lines = new LineBuffer();
  readonly waiting: Waiting[] = [];

  clear(): void {
    this.lines.clear();
    this.waiting.length = 0;
  }
}

export class Capture implements EventSink {
  private readonly eventLines = new EventLines();
  private filling = new Batch();
  private spare = new Batch();
  private writing: Promise<void> | null = null;
  /** Messages that are not read yet. */
  private readonly arrived = new Queue<Arrived>();
  /** While a large message is read, no other is; its lines stand apart until it is through. */
  private reading: Promise<void> | null = null;
  private readonly apart = new LineBuffer();
  private closed = false;
  private readonly done = { messages: 0, events: 0, bytes: 0, otherBytes: 0 };
  private failure: string | null = null;

  private constructor(
    private readonly file: CaptureFile,
    private readonly lock: CaptureLock,
    private readonly notice: (message: string) => void,
  ) {}

  /**
   * Opens the file at `path`, to which is appended, and makes its folder if there is none. Where links lead is settled
   * now, for the lock and for rotation as well. Throws {@link SourceProblem} if it cannot be written or is in use.
   */
  static async open(options: CaptureOptions): Promise<Capture> {
    const { fsync = false, maxSize = Infinity, maxTotal = Infinity } = options;
    if (maxTotal < 2 * maxSize)
      throw new SourceProblem(
        l10n.t('All parts of a capture need room for two of them at least: raise its total size.'),
      );
    await makeFolder(options.path);
    const path = await followed(options.path);
    const lock = await lockCapture(path);
    try {
      const file = await CaptureFile.open({ ...options, path, fsync, maxSize, maxTotal }, lock);
      return new Capture(file, lock, options.notice);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  get counts(): CaptureCounts {
    return this.done;
  }

  /** Why nothing can be written at present; null when the last write went well. */
  get problem(): string | null {
    return this.failure;
  }

  take(message: Uint8Array): Promise<Taken> {
    if (this.closed) return Promise.reject(new SourceProblem(l10n.t('The capture is closed.')));
    return new Promise((resolve, reject) => {
      this.arrived.push({ message, resolve, reject });
      this.admit();
    });
  }

  /**
   * Waits until everything taken is written, and gives the file free. Rejects with a {@link SourceProblem} where the disk
   * says at last that it has not kept what was written.
   */
  async close(): Promise<CaptureEnd> {
    this.closed = true;
    while (this.reading !== null || this.writing !== null) await (this.reading ?? this.writing);
    try {
      const place = await this.file.end();
      return { place, isWhole: this.file.isWhole };
    } finally {
      await this.lock.release();
    }
  }

  /** Reads messages in the order in which they came, as long as there is room for their lines. */
  private admit(): void {
    while (this.reading === null && this.arrived.length > 0) {
      const { size } = this.filling.lines;
      if (size > 0 && size + this.arrived.first!.message.length > MOST_WAITING) return;
      const next = this.arrived.shift()!;
      if (next.message.length <= PIECE) this.add(next, this.eventLines.addTo(this.filling.lines, next.message));
      else this.reading = this.readLarge(next);
    }
  }

  private async readLarge(arrived: Arrived): Promise<void> {
    const taken = await this.eventLines.addInTurnsTo(this.apart, arrived.message);
    // What was filled before may have gone to the file by now; these lines go together.
    this.filling.lines.addLines(this.apart.filled);
    this.apart.clear();
    this.reading = null;
    this.add(arrived, taken);
    this.admit();
  }

  /** A message whose lines are in the batch that is being filled. */
  private add({ resolve, reject }: Arrived, taken: Taken): void {
    this.done.messages++;
    this.done.otherBytes += taken.otherBytes;
    if (taken.events === 0) {
      resolve(taken);
      return;
    }
    this.filling.waiting.push({ taken, resolve, reject });
    this.writing ??= this.writeAll();
  }

  private async writeAll(): Promise<void> {
    // What the other connections have sent by now shares the write.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.filling.waiting.length > 0) {
      const batch = this.filling;
      this.filling = this.spare;
      this.spare = batch;
      await this.write(batch);
      batch.clear();
      this.admit();
    }
    this.writing = null;
  }

  private async write({ lines, waiting }: Batch): Promise<void> {
    try {
      await this.file.append(lines.filled);
    } catch (error) {
      const problem = error instanceof SourceProblem ? error : new SourceProblem(String(error));
      if (this.failure !== problem.message) this.notice(problem.message);
      this.failure = problem.message;
      for (const { reject } of waiting) reject(problem);
      return;
    }
    if (this.failure !== null) this.notice(l10n.t('The capture file can be written again.'));
    this.failure = null;
    this.done.bytes += lines.size;
    for (const { taken, resolve } of waiting) {
      this.done.events += taken.events;
      resolve(taken);
    }
  }
}

/** The folder of the capture at `path`. */
async function makeFolder(path: string): Promise<void> {
  const folder = dirname(path);
  try {
    await makeFolders(folder);
  } catch (error) {
    throw new SourceProblem(
      l10n.t('Cannot make the folder {0}: {1}. {2}', folder, fileWords(error), fileAdvice(error)),
    );
  }
}

/**
 * Makes a folder and those it is in. Node's own way of doing that never ends in a folder such as `/proc`, which has no place
 * for new ones and says that it is not there itself.
 */
async function makeFolders(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (await isFolder(folder)) return;
    const above = dirname(folder);
    if (codeOf(error) !== 'ENOENT' || above === folder || (await isFolder(above))) throw error;
    await makeFolders(above);
    await makeFolders(folder);
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );

/** The file that `path` leads to. */
async function followed(path: string): Promise<string> {
  try {
    return await realPathOf(path);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}
