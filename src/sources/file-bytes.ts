/** Reads the bytes of a file as they stand in it. Node only. */
import * as l10n from '@vscode/l10n';
import { closeSync, fstatSync, openSync, statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { DiskReader, READ_AT_ONCE, TO_READ } from './disk-reader.js';
import type { ReadState, Room } from './log-text.js';

/** Read at once from what is no file on a disk, and first, before it is known what the bytes are. */
const SOME = 64 * 1024;
/** Read at once where the bytes are made others: a line that they cut costs as much as many that they do not. */
const MORE = 256 * 1024;

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly room?: Room | undefined;
}

/**
 * The bytes of the file at `path` in chunks that are valid until the next one. The first comes in memory of its own, and so
 * do all once a form is known that the file is in. Ends early when the signal is aborted.
 */
export async function* fileBytes(path: string, state: ReadState, options: ReadOptions): AsyncGenerator<Uint8Array> {
  // A file on a disk is opened as it is read: to start the threads that others wait in takes longer than a small log.
  if (statSync(path).isFile()) {
    const file = openSync(path, TO_READ);
    try {
      const { size } = fstatSync(file);
      state.size = size;
      yield* storedBytes(file, size, state, options);
    } finally {
      closeSync(file);
    }
    return;
  }
  const file = await open(path, 'r');
  try {
    const status = await file.stat();
    if (status.isDirectory()) throw Object.assign(new Error('directory'), { code: 'EISDIR' });
    state.size = status.size;
    yield* arrivingBytes(file, state, options);
  } finally {
    await file.close();
  }
}

/** A file on a disk: to read it at once costs less than to wait for it. */
async function* storedBytes(
  file: number,
  size: number,
  state: ReadState,
  { signal, room }: ReadOptions,
): AsyncGenerator<Uint8Array> {
  let own = new Uint8Array(SOME);
  const reader = new DiskReader();
  for (let first = true; !signal?.aborted; first = false) {
    const isKept = !first && state.forms.length === 0 && room !== undefined;
    if (!first && !isKept && own.length < MORE) own = new Uint8Array(MORE);
    const memory = isKept ? room(READ_AT_ONCE) : own;
    const count = reader.read(file, memory, state.read, size);
    if (reader.problem !== null) state.problem = reader.problem;
    if (count === 0) {
      if (state.read < size)
        state.problem ??= l10n.t('The file became shorter while it was read: this is what was read before.');
      return;
    }
    state.read += count;
    yield memory.subarray(0, count);
    // A cancel is heard in between.
    await setImmediate();
  }
}

/** A pipe or a device, which may keep us waiting. */
async function* arrivingBytes(file: FileHandle, state: ReadState, { signal }: ReadOptions): AsyncGenerator<Uint8Array> {
  const memory = new Uint8Array(SOME);
  while (!signal?.aborted) {
    const { bytesRead } = await file.read(memory, 0, memory.length, null);
    if (bytesRead === 0) return;
    state.read += bytesRead;
    yield memory.subarray(0, bytesRead);
  }
}
