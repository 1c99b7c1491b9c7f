// Loaded in front of the command line (NODE_OPTIONS=--import), stands in for what a test cannot bring about: a disk that
// fails. BAD_DISK is JSON: `bad` is where reading fails with EIO, from a byte to before another; `memory` is a file to which
// the largest resident set of the process is written at its end, in bytes.
import fs from 'node:fs';

const { bad = [0, 0], memory = '' } = JSON.parse(process.env.BAD_DISK ?? '{}');
const [from, to] = bad;
const { readSync } = fs;

/** @type {any} */ (fs).readSync = (
  /** @type {number} */ file,
  /** @type {Uint8Array} */ bytes,
  /** @type {number} */ offset,
  /** @type {number} */ length,
  /** @type {number} */ position,
) => {
  if (position >= from && position < to)
    throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });
  return readSync(file, bytes, offset, position < from ? Math.min(length, from - position) : length, position);
};

process.on('exit', () => {
  if (memory === '') return;
  const peak = /VmHWM:\s+(\d+) kB/.exec(fs.readFileSync('/proc/self/status', 'utf8'))?.[1];
  fs.writeFileSync(memory, String(Number(peak) * 1024));
});
