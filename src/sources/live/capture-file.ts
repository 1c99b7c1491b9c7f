/** The capture's file on disk: whole lines are appended to it or nothing is. Node only. */
import { constants, close, fdatasync, fstat, ftruncate, open as openFile, write, type Stats } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { nextPart, PartKeeper, partsOf } from './capture-rotation.js';
import { codeOf, fileWords } from './file-words.js';
import { SourceProblem } from './live-source.js';

const LF = 0x0a;
/** How often it is looked whether the path still leads to the file, in ms. */
const LOOK_EVERY = 1_000;
/** How long a new part that could not be begun is not tried again, in ms. */
const TRY_AGAIN_AFTER = 60_000;

const fs = {
  open: promisify(openFile),
  close: promisify(close),
  write: promisify(write) as (fd: number, bytes: Uint8Array, offset: number) => Promise<{ bytesWritten: number }>,
  sync: promisify(fdatasync),
  truncate: promisify(ftruncate),
  stat: promisify(fstat) as (fd: number) => Promise<Stats>,
};

export interface CaptureFileOptions {
  readonly path: string;
  /** Every write is on the disk, not only with the operating system, before it counts as done. */
  readonly fsync: boolean;
  /** Bytes after which the file becomes an older part and a new one begins; Infinity for never. */
  readonly maxSize: number;
  /** Bytes of all parts together; the oldest are deleted, announced before. Infinity for no limit. */
  readonly maxTotal: number;
  readonly notice: (message: string) => void;
}

export class CaptureFile {
  private fd = -1;
  private size = 0;
  /** The file ends within a line: a crash, or a failed write that could not be taken back. */
  private torn = false;
  private lookedAt = 0;
  /** Whether the file system counts a file's names: none left means deleted. */
  private countsNames = true;
  private rotationFailedAt = 0;
  private readonly keeper: PartKeeper | null;

  private constructor(private readonly options: CaptureFileOptions) {
    const { path, maxSize, maxTotal, notice } = options;
    this.keeper = Number.isFinite(maxTotal) ? new PartKeeper(path, maxSize, maxTotal, notice) : null;
  }

  /** Opens the file for appending, in a folder that is there. Throws {@link SourceProblem}. */
  static async open(options: CaptureFileOptions): Promise<CaptureFile> {
    const file = new CaptureFile(options);
    try {
      await file.begin();
      await file.keeper?.keep();
    } catch (error) {
      await file.close();
      if (error instanceof SourceProblem) throw error;
      throw new SourceProblem(
        `Cannot write the capture file ${options.path}: ${fileWords(error)}. Choose another file.`,
      );
    }
    return file;
  }

  /**
   * Appends whole lines. When it resolves they are in the file; when it rejects none of them is, and the next call tries
   * again. Calls must not overlap.
   */
  async append(lines: Uint8Array): Promise<void> {
    try {
      if (this.fd < 0) await this.begin();
      else if (Date.now() - this.lookedAt >= LOOK_EVERY) await this.look();
      if (this.size > 0 && this.size + lines.length > this.options.maxSize) await this.rotate();
      await this.write(lines);
      if (!this.countsNames || (await fs.stat(this.fd)).nlink > 0) return;
      await this.close();
      await this.begin();
      this.options.notice(`${this.options.path} was deleted while it was written. It was begun again.`);
      await this.write(lines);
    } catch (error) {
      throw new SourceProblem(this.words(error));
    }
  }

  async close(): Promise<void> {
    const { fd } = this;
    this.fd = -1;
    if (fd >= 0) await fs.close(fd);
  }

  private words(error: unknown): string {
    const todo = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error))
      ? 'Make room, or choose a capture file elsewhere.'
      : 'Mend that, or choose another capture file.';
    return `Cannot write to ${this.options.path}: ${fileWords(error)}. Nothing is acknowledged until it can be written. ${todo}`;
  }

  private async begin(): Promise<void> {
    const { path, fsync } = this.options;
    // Its events can hold clear-text tokens.
    this.fd = await fs.open(path, constants.O_APPEND | constants.O_CREAT | constants.O_RDWR, 0o600);
    const { size, nlink } = await fs.stat(this.fd);
    this.size = size;
    this.countsNames = nlink > 0;
    this.lookedAt = Date.now();
    if (size > 0) {
      const file = await open(path, 'r');
      try {
        const ends = new Uint8Array(3);
        await file.read(ends, 0, 2, 0);
        await file.read(ends, 2, 1, size - 1);
        if (ends[0] === 0x1f && ends[1] === 0x8b)
          throw new SourceProblem(`${path} is a compressed file; events are captured as text. Choose another file.`);
        this.torn = ends[2] !== LF;
      } finally {
        await file.close();
      }
    } else this.torn = false;
    if (fsync) await syncFolder(dirname(path));
  }

  /** The file may have been moved away by another's log rotation: then it goes on where the path leads. */
  private async look(): Promise<void> {
    this.lookedAt = Date.now();
    const { path } = this.options;
    const own = await fs.stat(this.fd);
    const there = await stat(path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    if (there?.ino === own.ino && there.dev === own.dev) {
      this.size = own.size;
      return;
    }
    await this.close();
    await this.begin();
    this.options.notice(`${path} was moved away or deleted. The capture goes on in a new file there.`);
  }

  private async rotate(): Promise<void> {
    const { path, notice } = this.options;
    if (Date.now() - this.rotationFailedAt < TRY_AGAIN_AFTER) return;
    try {
      await rename(path, nextPart(path, await partsOf(path)));
      this.rotationFailedAt = 0;
    } catch (error) {
      this.rotationFailedAt = Date.now();
      notice(`Cannot begin a new part of ${path}: ${fileWords(error)}. It grows beyond its size.`);
      return;
    }
    await this.close();
    await this.begin();
    await this.keeper?.keep();
  }

  private async write(lines: Uint8Array): Promise<void> {
    const before = this.size;
    try {
      if (this.torn) this.size += (await fs.write(this.fd, Uint8Array.of(LF), 0)).bytesWritten;
      for (let written = 0; written < lines.length;) {
        const { bytesWritten } = await fs.write(this.fd, lines, written);
        written += bytesWritten;
        this.size += bytesWritten;
      }
      if (this.options.fsync) await fs.sync(this.fd);
      this.torn = false;
    } catch (error) {
      await this.takeBack(before);
      throw error;
    }
  }

  /** What a failed write has left goes; where it cannot, the next write ends it as a line. */
  private async takeBack(size: number): Promise<void> {
    if (this.size === size) return;
    try {
      await fs.truncate(this.fd, size);
      this.size = size;
    } catch {
      this.torn = true;
    }
  }
}

/** A new name is on the disk when its folder is. Windows knows no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
