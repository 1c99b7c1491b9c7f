/** A plain file that is read in steps while it grows, and that may be cut, rotated or replaced at any time. Node only. */
import * as l10n from '@vscode/l10n';
import { closeSync, fstatSync, openSync, readSync, statSync, type BigIntStats } from 'node:fs';
import { DiskReader, READ_AT_ONCE, TO_READ } from './disk-reader.js';
import type { Room } from './log-text.js';
import { joined } from './joined.js';
import { LogUnreadable, unreadable } from './unreadable.js';

/** Bytes that are compared to tell whether what was read is still there: the first of the file, and the last read. */
const FINGERPRINT = 4096;
/**
 * What has become of a file since it was read last. `other`: it does not hold any more what was read, because it was cut
 * and written anew or changed in place, or because another file has taken its place.
 */
export type Change = 'none' | 'grown' | 'other';

/** A file as far as it has been read. */
export class GrowingFile {
  /** Bytes read so far, and the size of the file when it was looked at last. */
  position = 0;
  size: number;
  /** Device and inode: rotating a log gives its path to another file. */
  private readonly identity: string;
  /** When the file was changed last, ms since the Unix epoch. */
  changedAt: number;
  private head: Uint8Array = new Uint8Array(0);
  private tail: Uint8Array = new Uint8Array(0);
  /** When the file was changed last, if it was read to its end then, ns. */
  private restsSince: bigint | null = null;
  private readonly reader = new DiskReader();

  /** Looks at the file and reads nothing yet. Throws {@link LogUnreadable}. */
  constructor(readonly path: string) {
    const status = regularFile(path);
    this.size = Number(status.size);
    this.identity = identityOf(status);
    this.changedAt = Number(status.mtimeMs);
  }

  /** Why bytes are missing, in words. */
  get problem(): string | null {
    return this.reader.problem;
  }

  /** Looks at the file again. Throws {@link LogUnreadable}. */
  look(): Change {
    const status = regularFile(this.path);
    if (identityOf(status) !== this.identity) return 'other';
    const size = Number(status.size);
    if (size === this.position && status.mtimeNs === this.restsSince) return 'none';
    // Changed, and as long as before: somebody has written into it.
    if (size < this.position || (size === this.position && this.restsSince !== null)) return 'other';
    this.size = size;
    this.changedAt = Number(status.mtimeMs);
    return this.isAsItWas() ? 'grown' : 'other';
  }

  /**
   * The bytes from `from` on, which is not behind {@link position}, to where the file ends now, in chunks of the memory that
   * `room` gives. What is appended meanwhile is for the next step. Ends early when the file has become shorter.
   */
  *read(from: number, room: Room): Generator<Uint8Array, void, undefined> {
    this.tail = this.tail.slice(0, Math.max(0, this.tail.length - (this.position - from)));
    this.position = from;
    this.restsSince = null;
    const file = this.open();
    try {
      const opened = fstatSync(file, { bigint: true });
      if (identityOf(opened) !== this.identity) return;
      const end = (this.size = Number(opened.size));
      while (this.position < end) {
        const memory = room(Math.min(READ_AT_ONCE, end - this.position));
        const count = this.reader.read(file, memory, this.position, end);
        if (count === 0) break;
        const bytes = memory.subarray(0, count);
        this.remember(bytes);
        yield bytes;
      }
      const now = fstatSync(file, { bigint: true });
      // Otherwise it was written to meanwhile: the next look tells what came of it.
      if (Number(now.size) === this.position && now.mtimeNs === opened.mtimeNs) this.restsSince = now.mtimeNs;
    } catch (error) {
      throw unreadable(this.path, error);
    } finally {
      closeSync(file);
    }
  }

  /**
   * Takes the bytes to before `position` for read: somebody else did it; `atRest`: as they are now. Throws
   * {@link LogUnreadable}.
   */
  skipTo(position: number, atRest = false): void {
    const file = this.open();
    try {
      const status = fstatSync(file, { bigint: true });
      if (atRest && Number(status.size) === position) this.restsSince = status.mtimeNs;
      this.head = bytesAt(file, 0, Math.min(FINGERPRINT, position));
      const from = Math.max(0, position - FINGERPRINT);
      this.tail = bytesAt(file, from, position - from);
      this.position = position;
    } catch (error) {
      throw unreadable(this.path, error);
    } finally {
      closeSync(file);
    }
  }

  private open(): number {
    try {
      return openSync(this.path, TO_READ);
    } catch (error) {
      throw unreadable(this.path, error);
    }
  }

  private remember(bytes: Uint8Array): void {
    const { position } = this;
    if (position < FINGERPRINT) this.head = joined([this.head.subarray(0, position), bytes.subarray(0, FINGERPRINT)]);
    this.tail = joined([this.tail, bytes.subarray(-FINGERPRINT)]).slice(-FINGERPRINT);
    this.position = position + bytes.length;
  }

  /** Whether the first bytes, and the last that were read, are still there. */
  private isAsItWas(): boolean {
    const file = this.open();
    try {
      return isAt(file, 0, this.head) && isAt(file, this.position - this.tail.length, this.tail);
    } catch (error) {
      throw unreadable(this.path, error);
    } finally {
      closeSync(file);
    }
  }
}

function regularFile(path: string): BigIntStats {
  let status: BigIntStats;
  try {
    status = statSync(path, { bigint: true });
  } catch (error) {
    throw unreadable(path, error);
  }
  if (status.isDirectory()) throw unreadable(path, Object.assign(new Error('directory'), { code: 'EISDIR' }));
  // Their bytes come once and are gone, or never end.
  if (!status.isFile())
    throw new LogUnreadable(l10n.t('Cannot read {0}: it is a pipe, socket or device, not a file.', path));
  return status;
}

/** The same stamp, the same content: for files that are read wholly. Throws {@link LogUnreadable}. */
export function stampOfFile(path: string): string {
  const status = regularFile(path);
  return `${identityOf(status)}:${String(status.size)}:${String(status.mtimeNs)}`;
}

const identityOf = ({ dev, ino }: BigIntStats): string => `${String(dev)}:${String(ino)}`;

function bytesAt(file: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, offset));
}

function isAt(file: number, offset: number, expected: Uint8Array): boolean {
  const bytes = bytesAt(file, offset, expected.length);
  return bytes.length === expected.length && bytes.every((byte, i) => byte === expected[i]);
}
