/**
 * Code as V8 has compiled it, kept from one run to the next: to compile the command line takes longer than to read a small
 * log. What is kept runs as it is, so it is taken from a file alone that only the user who runs this can have written.
 * Node only.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import * as zlib from 'node:zlib';

const { O_RDONLY } = constants;
/** Windows has none. */
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as { O_NOFOLLOW?: number; O_NONBLOCK?: number };

/** In front of what V8 has compiled: CRC-32 of the source, CRC-32 of what follows. V8 itself looks at lengths. */
const HEAD_BYTES = 8;
/** More than any bundle comes to. */
const MOST_BYTES = 16 * 1024 * 1024;
const OTHERS_WRITE = 0o022;

/** CRC-32 by zlib; Node has it from 20.15 and 22.2 on. */
const crc32 = (zlib as { crc32?: (data: Uint8Array) => number }).crc32;

export interface Compiled {
  readonly script: Script;
  /** Keeps what V8 has compiled by now, where it was not kept yet; it does not matter if that fails. */
  readonly keep: () => void;
}

/** Compiles the code in the file at `path`, ASCII; `folder` is where it is kept, null: nowhere. */
export function compiled(path: string, folder: string | null): Compiled {
  const source = readFileSync(path);
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${source.toString('latin1')}\n})`;
  if (folder === null || crc32 === undefined) return { script: new Script(wrapped, { filename: path }), keep: nothing };
  const crc = crc32(source);
  const file = join(folder, `command-line-${process.arch}.code`);
  const kept = read(folder, file, crc);
  const script = new Script(wrapped, { filename: path, ...(kept === null ? {} : { cachedData: kept }) });
  // Another version of V8, or other flags, than it was kept by.
  const isThere = kept !== null && script.cachedDataRejected !== true;
  return { script, keep: isThere ? nothing : () => write(folder, file, crc, script.createCachedData()) };
}

const nothing = (): void => undefined;

function read(folder: string, file: string, crc: number): Buffer | null {
  let open: number | null = null;
  try {
    if (!isSafe(folder)) return null;
    open = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const status = fstatSync(open);
    if (!status.isFile() || !isOwn(status) || status.size <= HEAD_BYTES || status.size > MOST_BYTES) return null;
    const bytes = readFileSync(open);
    const data = bytes.subarray(HEAD_BYTES);
    return bytes.readUInt32LE(0) === crc && bytes.readUInt32LE(4) === crc32!(data) ? data : null;
  } catch {
    // There is none: it is compiled.
    return null;
  } finally {
    if (open !== null) closeSync(open);
  }
}

function write(folder: string, file: string, crc: number, data: Uint8Array): void {
  const part = `${file}.${String(process.pid)}.part`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isSafe(folder)) return;
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUInt32LE(crc, 0);
    head.writeUInt32LE(crc32!(data), 4);
    writeFileSync(part, Buffer.concat([head, data]), { flag: 'wx', mode: 0o600 });
    renameSync(part, file);
  } catch {
    // It is compiled again next time.
    try {
      unlinkSync(part);
    } catch {
      // Nothing was written.
    }
  }
}

/** Others who can write into a folder could put another file of the user there, which they have had them write. */
function isSafe(folder: string): boolean {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  return status?.isDirectory() === true && isOwn(status);
}

/** Whether nobody but the user who runs this can have written it. */
const isOwn = ({ uid, mode }: Stats): boolean =>
  process.getuid === undefined || (uid === process.getuid() && (mode & OTHERS_WRITE) === 0);
