/**
 * One file of the index: a head with the length and the SHA-256 of all that follows. It is written beside its place and
 * moved there when it is whole and on the disk, so that who reads finds the old one or the new one. Node only.
 */
import { createHash, randomUUID } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, writeSync, type Stats } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';

/** A file of another version is none. */
const MAGIC = 'JanusIdx';
const FORMAT = 1;
/** Tells in which order the bytes of a number stand. */
const ORDER = 0x01020304;
const HEAD_BYTES = 64;
const LENGTH_AT = 16;
const DIGEST_AT = 24;
const BUFFER_BYTES = 1024 * 1024;

const { O_RDONLY } = constants;
/** Windows has none of these. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as { O_NOFOLLOW?: number; O_NONBLOCK?: number };

/** Files under way end so. */
export const PART = '.part';

/** Whether only the user who runs this can have written a file or folder, and for files: can read it. */
export function isOwn({ uid, mode }: Stats, mayNot: number): boolean {
  return process.getuid === undefined || (uid === process.getuid() && (mode & mayNot) === 0);
}

/** What was written, if all of it is there as it was and nobody else can have changed it; null for anything else. */
export function readIndexFile(path: string, mostBytes: number): Uint8Array<ArrayBuffer> | null {
  let file: number | null = null;
  try {
    file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const status = fstatSync(file);
    if (!status.isFile() || !isOwn(status, 0o077) || status.size < HEAD_BYTES || status.size > mostBytes) return null;
    const bytes = new Uint8Array(status.size);
    for (let done = 0; done < bytes.length;) {
      const count = readSync(file, bytes, done, bytes.length - done, done);
      if (count === 0) return null;
      done += count;
    }
    const body = bytes.subarray(HEAD_BYTES);
    return headOf(body.length, createHash('sha256').update(body).digest()).equals(bytes.subarray(0, HEAD_BYTES))
      ? body
      : null;
  } catch {
    // There is none, or it cannot be read: the log is.
    return null;
  } finally {
    if (file !== null) closeSync(file);
  }
}

/**
 * Writes a file of at most `mostBytes`; `write` gives its bytes. Throws what the file system says; then the file that was
 * there before is still there.
 */
export async function writeIndexFile(
  path: string,
  mostBytes: number,
  write: (put: (bytes: Uint8Array) => void) => void,
): Promise<void> {
  const part = `${path}.${String(process.pid)}.${randomUUID()}${PART}`;
  const file = await open(part, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | O_NOFOLLOW, 0o600);
  try {
    const body = new Buffered(file.fd, mostBytes - HEAD_BYTES);
    write((bytes) => {
      body.put(bytes);
    });
    body.flush();
    writeWhole(file.fd, headOf(body.length, body.hash.digest()), 0);
    await file.sync();
    await file.close();
    await rename(part, path);
  } catch (error) {
    await file.close().catch(() => undefined);
    await unlink(part).catch(() => undefined);
    throw error;
  }
}

/** More bytes than a file may have. */
export class IndexTooLarge extends Error {}

/** Small pieces become large ones. */
class Buffered {
  readonly hash = createHash('sha256');
  length = 0;
  private readonly buffer = new Uint8Array(BUFFER_BYTES);
  private held = 0;

  constructor(
    private readonly file: number,
    private readonly most: number,
  ) {}

  put(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) {
      const count = Math.min(BUFFER_BYTES - this.held, bytes.length - done);
      this.buffer.set(bytes.subarray(done, done + count), this.held);
      this.held += count;
      done += count;
      if (this.held === BUFFER_BYTES) this.flush();
    }
  }

  flush(): void {
    const bytes = this.buffer.subarray(0, this.held);
    if (this.length + bytes.length > this.most) throw new IndexTooLarge();
    this.hash.update(bytes);
    writeWhole(this.file, bytes, HEAD_BYTES + this.length);
    this.length += bytes.length;
    this.held = 0;
  }
}

function writeWhole(file: number, bytes: Uint8Array, offset: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, offset + done);
}

function headOf(length: number, digest: Uint8Array): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(MAGIC, 'latin1');
  head.set(new Uint8Array(Uint32Array.of(FORMAT, ORDER).buffer), MAGIC.length);
  head.writeDoubleLE(length, LENGTH_AT);
  head.set(digest, DIGEST_AT);
  return head;
}
