/** The capture's file on disk: whole lines are appended to it or nothing is. Node only. */
import * as l10n from '@vscode/l10n';
import { close, fchmod, fdatasync, fstat, ftruncate, read, write, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { CaptureLock } from './capture-lock.js';
import { cannotWrite, isText, lstatOf, NoFile, openFileAt, syncFolder } from './capture-place.js';
import { moveToPart, PartKeeper } from './capture-rotation.js';
import { fileAdvice, fileWords } from '../file-words.js';
import { SourceProblem } from '../live-source.js';
import { OutsideChanges } from './outside-changes.js';

const LF = 0x0a;
/** Bytes of a file's beginning that tell text from anything else. */
const BEGINNING = 32;
const GZIP_MAGIC = Buffer.of(0x1f, 0x8b);
/** How often it is looked whether the path still leads to the file, in ms. */
const LOOK_EVERY = 1_000;
/** How long a new part that could not be begun is not tried again, in ms. */
const TRY_AGAIN_AFTER = 60_000;

const fs = {
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

/** What has become of the file by the end: others can have deleted it or moved it away. */
export type CapturePlace = 'there' | 'moved' | 'deleted';

export class CaptureFile {
  private fd = -1;
  private size = 0;
  /** The file ends within a line: a crash, or a failed write that could not be taken back. */
  private torn = false;
  private lookedAt = 0;
  /** Whether the file system counts a file's names: none left means deleted. */
  private countsNames = true;
  private rotationFailedAt = -Infinity;
  private readonly changes: OutsideChanges;
  private readonly keeper: PartKeeper | null;

  private constructor(
    private readonly options: CaptureFileOptions,
    private readonly lock: CaptureLock,
  ) {
    const { path, maxSize, maxTotal, notice } = options;
    this.changes = new OutsideChanges(path, notice);
    this.keeper = Number.isFinite(maxTotal) ? new PartKeeper(path, maxSize, maxTotal, notice) : null;
  }

  /** Opens the file for appending, in a folder that is there, under its lock. Throws {@link SourceProblem}. */
  static async open(options: CaptureFileOptions, lock: CaptureLock): Promise<CaptureFile> {
    const file = new CaptureFile(options, lock);
    try {
      await file.begin();
      await file.keeper?.begin();
    } catch (error) {
      await file.close();
      if (error instanceof SourceProblem) throw error;
      throw cannotWrite(options.path, error);
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
      if (!(await this.isDeleted())) return;
      await this.beginAgain();
      this.options.notice(l10n.t('{0} was deleted while it was written. It was begun again.', this.options.path));
      await this.write(lines);
    } catch (error) {
      throw error instanceof SourceProblem ? error : new SourceProblem(this.words(error));
    }
  }

  /** Whether all that this session has written is in the file and its parts: others can have cut, moved or deleted it. */
  get isWhole(): boolean {
    return this.changes.isWhole;
  }

  /** Gives the file free, and tells what others have done to it last. */
  async end(): Promise<CapturePlace> {
    const place = await this.place();
    this.changes.end();
    try {
      await this.close();
    } catch (error) {
      // A disk elsewhere may tell as late as now that it is full.
      throw new SourceProblem(
        l10n.t('{0} may lack its last events: {1}. {2}', this.options.path, fileWords(error), fileAdvice(error)),
      );
    }
    return place;
  }

  async close(): Promise<void> {
    const { fd } = this;
    this.fd = -1;
    if (fd >= 0) await fs.close(fd);
  }

  private async place(): Promise<CapturePlace> {
    try {
      // Without an open file it could not be begun again.
      if (this.fd < 0) return (await lstatOf(this.options.path)) === null ? 'deleted' : 'there';
      const own = await fs.stat(this.fd);
      if (await this.isDeleted()) return 'deleted';
      if (!(await this.isAtPath(own))) return 'moved';
      await this.noteSize(own.size);
      return 'there';
    } catch {
      // What cannot be looked at is not said to be gone.
      return 'there';
    }
  }

  private words(error: unknown): string {
    return l10n.t(
      'Cannot write to {0}: {1}. Nothing is acknowledged until it can be written. {2}',
      this.options.path,
      fileWords(error),
      fileAdvice(error),
    );
  }

  private async begin(): Promise<void> {
    const { path, fsync } = this.options;
    this.fd = await openFileAt(path);
    try {
      const stats = await fs.stat(this.fd);
      if (!stats.isFile()) throw new NoFile();
      await this.check(stats);
      // Behind the opening: a file that is opened under another session's lock is none of ours.
      await this.lock.hold();
      this.size = stats.size;
      this.changes.begun();
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
    const own = await fs.stat(this.fd);
    const isChanged = own.size !== this.size;
    if (!isChanged && performance.now() - this.lookedAt < LOOK_EVERY) return;
    // Who else writes may be a session that has the lock by now.
    await this.lock.hold();
    if (isChanged) await this.noteSize(own.size);
    if (await this.isAtPath(own)) return;
    await this.beginAgain();
    this.changes.goesOn(this.size);
  }

  /** Goes on at the path after others have taken the file away. */
  private async beginAgain(): Promise<void> {
    this.changes.takenAway();
    await this.close();
    await this.begin();
  }

  /** The file has another size than it was written to. */
  private async noteSize(size: number): Promise<void> {
    if (size === this.size) return;
    this.changes.resized(this.size, size);
    this.size = size;
    await this.lookAtEnd();
  }

  private isDeleted(): Promise<boolean> {
    if (!this.countsNames) return Promise.resolve(false);
    return fs.stat(this.fd).then(({ nlink }) => nlink === 0);
  }

  private async isAtPath(own: Stats): Promise<boolean> {
    this.lookedAt = performance.now();
    const there = await lstatOf(this.options.path);
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
      this.changes.wrote(lines.length);
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
