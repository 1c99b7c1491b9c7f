/** The capture: where live events go, a line each, before they are acknowledged. An ordinary log to everything else. */
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CaptureFile, type CaptureFileOptions } from './capture-file.js';
import { lockCapture, type CaptureLock } from './capture-lock.js';
import { EventLines } from './event-lines.js';
import { fileWords } from './file-words.js';
import { LineBuffer } from './line-buffer.js';
import { SourceProblem, type EventSink, type Taken } from './live-source.js';
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

interface Waiting {
  readonly taken: Taken;
  readonly resolve: (taken: Taken) => void;
  readonly reject: (problem: SourceProblem) => void;
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
  /** Messages that found no room, in their order. */
  private readonly roomWanted: (() => void)[] = [];
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
      throw new SourceProblem('All parts of a capture need room for two of them at least: raise its total size.');
    await makeFolder(options.path);
    const path = await followed(options.path);
    const lock = await lockCapture(path);
    try {
      const file = await CaptureFile.open({ ...options, path, fsync, maxSize, maxTotal });
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
    if (this.closed) return Promise.reject(new SourceProblem('The capture is closed.'));
    const { size } = this.filling.lines;
    if (this.roomWanted.length > 0 || (size > 0 && size + message.length > MOST_WAITING)) {
      const room = new Promise<void>((resolve) => this.roomWanted.push(resolve));
      return room.then(() => this.add(message));
    }
    return this.add(message);
  }

  /** Waits until everything taken is written, and gives the file free. */
  async close(): Promise<void> {
    this.closed = true;
    while (this.writing !== null) await this.writing;
    await this.file.close();
    await this.lock.release();
  }

  private add(message: Uint8Array): Promise<Taken> {
    const batch = this.filling;
    const taken = this.eventLines.addTo(batch.lines, message);
    this.done.messages++;
    this.done.otherBytes += taken.otherBytes;
    if (taken.events === 0) return Promise.resolve(taken);
    return new Promise((resolve, reject) => {
      batch.waiting.push({ taken, resolve, reject });
      this.writing ??= this.writeAll();
    });
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
      for (
        let free = MOST_WAITING;
        free > 0 && this.roomWanted.length > 0;
        free = MOST_WAITING - this.filling.lines.size
      ) {
        this.roomWanted.shift()!();
        // The message adds itself before the next one is let in.
        await Promise.resolve();
      }
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
    if (this.failure !== null) this.notice('The capture file can be written again.');
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
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new SourceProblem(`Cannot make the folder ${folder}: ${fileWords(error)}. Choose another capture file.`);
  }
}

/** The file that `path` leads to. */
async function followed(path: string): Promise<string> {
  try {
    return await realPathOf(path);
  } catch (error) {
    throw new SourceProblem(`Cannot write the capture file ${path}: ${fileWords(error)}. Choose another file.`);
  }
}
