/**
 * What tells whether the log at a path is the one that was read: which file it is, how large, when it was changed, and what
 * stands on some of its pages. Somebody who changes it in place, as long as it is, changes its times: the time of change
 * of a file's status (ctime) cannot be set. Of a log that has grown its pages alone tell: what was changed between them at
 * the same time is not seen. Node only.
 */
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, type BigIntStats } from 'node:fs';

/** Bytes that are looked at where the log begins and where it ended, and on pages at even distances in between. */
const END_BYTES = 16 * 1024;
const PAGES = 32;
const PAGE_BYTES = 4096;

export interface LogIdentity {
  readonly inode: string;
  /** Bytes of it that were read. */
  readonly size: number;
  /** When it was changed; '' where it went on while it was read. */
  readonly changed: string;
  /** Digest of the pages. */
  readonly pages: string;
}

/**
 * `same`: nothing has changed; `grown`: what was read is still there, as far as its pages tell, and more; `other`:
 * anything else.
 */
type Comparison = 'same' | 'grown' | 'other';

/** What the file at a path is now, or of its first `size` bytes; null: it is no file, shorter, or cannot be read. */
export function identityOf(path: string, size?: number): LogIdentity | null {
  return ofFile(path, (file, status) => {
    const all = Number(status.size);
    if (size !== undefined && size > all) return null;
    const read = size ?? all;
    const changed = read === all ? timesOf(status) : '';
    return { inode: String(status.ino), size: read, changed, pages: pagesOf(file, read) };
  });
}

/** What has become of the log at a path. */
export function compare(path: string, known: LogIdentity): Comparison {
  const found = ofFile(path, (file, status): Comparison => {
    const size = Number(status.size);
    if (String(status.ino) !== known.inode || size < known.size) return 'other';
    const unchanged = size === known.size && timesOf(status) === known.changed;
    if (!unchanged && size === known.size) return 'other';
    if (pagesOf(file, known.size) !== known.pages) return 'other';
    return unchanged ? 'same' : 'grown';
  });
  return found ?? 'other';
}

const timesOf = ({ mtimeNs, ctimeNs }: BigIntStats): string => `${String(mtimeNs)} ${String(ctimeNs)}`;

function ofFile<T>(path: string, look: (file: number, status: BigIntStats) => T | null): T | null {
  let file: number | null = null;
  try {
    // A pipe in its place must not keep us waiting for a writer.
    file = openSync(path, constants.O_RDONLY | ((constants as { O_NONBLOCK?: number }).O_NONBLOCK ?? 0));
    const status = fstatSync(file, { bigint: true });
    return status.isFile() ? look(file, status) : null;
  } catch {
    // Reading the log will say why.
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

function pagesOf(file: number, size: number): string {
  const hash = createHash('sha256').update(String(size));
  const take = (offset: number, length: number): void => {
    const bytes = new Uint8Array(length);
    hash.update(bytes.subarray(0, readSync(file, bytes, 0, length, offset)));
  };
  take(0, Math.min(END_BYTES, size));
  for (let k = 1; k <= PAGES; k++) {
    const offset = Math.floor((size * k) / (PAGES + 1) / PAGE_BYTES) * PAGE_BYTES;
    take(offset, Math.min(PAGE_BYTES, size - offset));
  }
  take(Math.max(0, size - END_BYTES), Math.min(END_BYTES, size));
  return hash.digest('hex');
}
