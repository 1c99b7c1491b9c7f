/** The capture's file on disk: whole lines are appended to it or nothing is. Node only. */
import * as l10n from '@vscode/l10n';
import {
  constants,
  close,
  fchmod,
  fdatasync,
  fstat,
  ftruncate,
  open as openFile,
  read,
  write,
  type Stats,
} from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { moveToPart, PartKeeper } from './capture-rotation.js';
import { codeOf, fileWords } from '../file-words.js';
import { SourceProblem } from '../live-source.js';

const LF = 0x0a;
/** Bytes of a file's beginning that tell text from anything else. */
const BEGINNING = 32;
const GZIP_MAGIC = Buffer.of(0x1f, 0x8b);
/** How often it is looked whether the path still leads to the file, in ms. */
const LOOK_EVERY = 1_000;
/** How long a new part that could not be begun is not tried again, in ms. */
const TRY_AGAIN_AFTER = 60_000;

const fs = {
  open: promisify(openFile),
  close: promisify(close),
  write: promisify(write) as (fd: number, bytes: Uint8Array, offset: number) => Promise<{ bytesWritten: number }>,
  read: promisify(read) as (
    fd: number,
    into: Buffer,
    offset: number,
    length: number,
    position: number,
  ) => Promise<{ bytesRead: number; buffer: Buffer }>,
  sync: promisify(fdatasync),
  truncate: promisify(ftruncate),
  chmod: promisify(fchmod),
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
  private rotationFailedAt = -Infinity;
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
      await file.keeper?.begin();
    } catch (error) {
      await file.close();
      if (error instanceof SourceProblem) throw error;
      throw new SourceProblem(
        l10n.t('Cannot write the capture file {0}: {1}. Choose another file.', options.path, fileWords(error)),
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
      else await this.look();
      if (this.size > 0 && this.size + lines.length > this.options.maxSize) await this.rotate();
      await this.write(lines);
      if (!this.countsNames || (await fs.stat(this.fd)).nlink > 0) return;
      await this.close();
      await this.begin();
      this.options.notice(l10n.t('{0} was deleted while it was written. It was begun again.', this.options.path));
      await this.write(lines);
    } catch (error) {
      throw error instanceof SourceProblem ? error : new SourceProblem(this.words(error));
    }
  }

  async close(): Promise<void> {
    const { fd } = this;
    this.fd = -1;
    if (fd >= 0) await fs.close(fd);
  }

  private words(error: unknown): string {
    const todo = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error))
      ? l10n.t('Make room, or choose a capture file elsewhere.')
      : l10n.t('Mend that, or choose another capture file.');
    return l10n.t(
      'Cannot write to {0}: {1}. Nothing is acknowledged until it can be written. {2}',
      this.options.path,
      fileWords(error),
      todo,
    );
  }

  private async begin(): Promise<void> {
    const { path, fsync } = this.options;
    this.fd = await openFileAt(path);
    try {
      const stats = await fs.stat(this.fd);
      if (!stats.isFile()) throw new NoFile();
      await this.check(stats);
      this.size = stats.size;
      this.countsNames = stats.nlink > 0;
      this.lookedAt = performance.now();
      await this.hideFromOthers(stats.mode);
      await this.lookAtEnd();
      if (fsync) await syncFolder(dirname(path));
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Throws {@link SourceProblem} for a file to which nothing may be added. */
  private async check({ nlink, size }: Stats): Promise<void> {
    const { path } = this.options;
    // A lock and parts are of one name: a session that comes by the other would write between our lines.
    if (nlink > 1)
      throw new SourceProblem(
        l10n.t(
          '{0} has another name too (a hard link), by which it could be written at the same time. Choose another file.',
          path,
        ),
      );
    if (size === 0) return;
    const beginning = await this.bytesAt(0, BEGINNING);
    if (beginning.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC))
      throw new SourceProblem(
        l10n.t('{0} is a compressed file; events are captured as text. Choose another file.', path),
      );
    if (!isText(beginning))
      throw new SourceProblem(
        l10n.t('{0} holds something else than text, which stays as it is. Choose another file.', path),
      );
  }

  /** Events can hold clear-text tokens. Windows has no such modes. */
  private async hideFromOthers(mode: number): Promise<void> {
    const { path, notice } = this.options;
    if (process.platform === 'win32' || (mode & 0o077) === 0) return;
    try {
      await fs.chmod(this.fd, mode & 0o700);
      notice(l10n.t("{0} was open to other users. It is its owner's alone now: events can hold credentials.", path));
    } catch (error) {
      notice(
        l10n.t(
          '{0} is open to other users, which cannot be changed: {1}. Events can hold credentials.',
          path,
          fileWords(error),
        ),
      );
    }
  }

  /** Whether the file ends within a line. */
  private async lookAtEnd(): Promise<void> {
    this.torn = this.size > 0 && (await this.bytesAt(this.size - 1, 1))[0] !== LF;
  }

  private async bytesAt(position: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await fs.read(this.fd, Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  }

  /**
   * What others have done to the file since it was written last: cut it, maybe within a line, or moved it away, as log
   * rotation does: then it goes on where the path leads.
   */
  private async look(): Promise<void> {
    const { path } = this.options;
    const own = await fs.stat(this.fd);
    if (own.size !== this.size) {
      this.size = own.size;
      await this.lookAtEnd();
    }
    if (performance.now() - this.lookedAt < LOOK_EVERY || (await this.isAtPath(own))) return;
    await this.close();
    await this.begin();
    this.options.notice(l10n.t('{0} was moved away or deleted. The capture goes on in a new file there.', path));
  }

  private async isAtPath(own: Stats): Promise<boolean> {
    this.lookedAt = performance.now();
    const there = await lstat(this.options.path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
    return there?.ino === own.ino && there.dev === own.dev;
  }

  private async rotate(): Promise<void> {
    const { path, notice } = this.options;
    if (performance.now() - this.rotationFailedAt < TRY_AGAIN_AFTER) return;
    try {
      // What another program has put there meanwhile is no part of ours.
      if (await this.isAtPath(await fs.stat(this.fd))) await moveToPart(path);
      this.rotationFailedAt = -Infinity;
    } catch (error) {
      this.rotationFailedAt = performance.now();
      notice(l10n.t('Cannot begin a new part of {0}: {1}. It grows beyond its size.', path, fileWords(error)));
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
    const before = this.torn;
    this.torn = true;
    try {
      // What somebody else has done to the file is not undone.
      if ((await fs.stat(this.fd)).size !== this.size) return;
      await fs.truncate(this.fd, size);
      this.size = size;
      this.torn = before;
    } catch {
      // The next write ends the line.
    }
  }
}

/** Something stands at the path to which nothing can be appended that stays. */
class NoFile extends Error {
  constructor() {
    super(l10n.t('it is no ordinary file'));
  }
}

/**
 * Opens the file at `path`, where no link leads elsewhere any more, or makes it. What is none is not even opened: a pipe would
 * take bytes that are nowhere afterwards, and a link that was put there meanwhile leads to somebody else's file.
 */
async function openFileAt(path: string): Promise<number> {
  const there = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (there !== null && !there.isFile() && !there.isDirectory()) throw new NoFile();
  // Windows has no such flags.
  const careful =
    ((constants.O_NOFOLLOW as number | undefined) ?? 0) | ((constants.O_NONBLOCK as number | undefined) ?? 0);
  return fs.open(path, constants.O_APPEND | constants.O_CREAT | constants.O_RDWR | careful, 0o600);
}

/**
 * Whether a file can be text in UTF-8, by its first bytes. A loss of power leaves NULs at the end of what was written last.
 */
function isText(beginning: Uint8Array): boolean {
  const last = beginning.findLastIndex((byte) => byte !== 0);
  return beginning.subarray(0, last + 1).every((byte) => TEXT_CONTROLS.includes(byte) || (byte >= 0x20 && byte < 0xf5));
}

/** Backspace to carriage return, and escape. */
const TEXT_CONTROLS: readonly number[] = [0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b];

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
