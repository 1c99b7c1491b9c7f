/**
 * Older parts of a capture: `capture.jsonl` becomes `capture.part-000001-3f2a9c1d.jsonl` when it is large enough, then …2, in
 * time order. The last eight digits are made of the part's first bytes, so that no file of somebody else is taken for one,
 * whatever it is called: parts are deleted.
 */
import * as l10n from '@vscode/l10n';
import { createHash } from 'node:crypto';
import { lstat, open, readdir, rename, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { codeOf, fileWords } from '../file-words.js';
import { number } from '../../words/numbers.js';

export interface Part {
  readonly path: string;
  readonly number: number;
  readonly bytes: number;
}

/** Bytes of a part's beginning that its name is made of. */
const MARKED = 4096;

/** The parts of the capture at `path`, oldest first, without that file itself. */
export async function partsOf(path: string): Promise<Part[]> {
  const { dir, name, ext } = parse(path);
  const parts: Part[] = [];
  for (const file of await readdir(dir === '' ? '.' : dir)) {
    if (!file.startsWith(`${name}.`) || !file.endsWith(ext)) continue;
    const [, digits, mark] =
      /^part-(\d{6,15})-([0-9a-f]{8})$/.exec(file.slice(name.length + 1, file.length - ext.length)) ?? [];
    if (digits === undefined) continue;
    const partPath = join(dir, file);
    const bytes = await bytesOfPart(partPath, mark!);
    if (bytes !== null) parts.push({ path: partPath, number: Number(digits), bytes });
  }
  return parts.sort((a, b) => a.number - b.number);
}

/** Makes the file at `path` its newest part, under a name that nothing has. Rejects as the file system does. */
export async function moveToPart(path: string): Promise<void> {
  const { dir, name, ext } = parse(path);
  const mark = await markOf(path);
  let number = (await partsOf(path)).at(-1)?.number ?? 0;
  for (;;) {
    const next = join(dir, `${name}.part-${String(++number).padStart(6, '0')}-${mark}${ext}`);
    try {
      // A name that is taken first cannot be somebody else's when it is given: renaming replaces what is there.
      await (await open(next, 'wx', 0o600)).close();
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      throw error;
    }
    try {
      await rename(path, next);
    } catch (error) {
      await rm(next, { force: true });
      throw error;
    }
    return;
  }
}

/** Null: it is none of ours, nobody lets us read it, or it is gone already. */
async function bytesOfPart(path: string, mark: string): Promise<number | null> {
  try {
    const stats = await lstat(path);
    return stats.isFile() && (await markOf(path)) === mark ? stats.size : null;
  } catch (error) {
    if (['ENOENT', 'EACCES', 'EPERM'].includes(codeOf(error))) return null;
    throw error;
  }
}

async function markOf(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MARKED), 0, MARKED, 0);
    return createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex').slice(0, 8);
  } finally {
    await file.close();
  }
}

/** The oldest of `parts` that must go so that no more than `bytes` are left. */
function beyond(parts: readonly Part[], bytes: number): Part[] {
  let sum = parts.reduce((all, part) => all + part.bytes, 0);
  return parts.filter((part) => {
    if (sum <= bytes) return false;
    sum -= part.bytes;
    return true;
  });
}

/**
 * Keeps a capture below `maxTotal` bytes, its file of up to `maxSize` included. A part is announced one rotation before it
 * is deleted, so that a person who needs it can move it away: after a restart it is announced anew.
 */
export class PartKeeper {
  private readonly announced = new Set<string>();

  constructor(
    private readonly path: string,
    private readonly maxSize: number,
    private readonly maxTotal: number,
    private readonly notice: (message: string) => void,
  ) {}

  /** Announces what the next rotation deletes. */
  async begin(): Promise<void> {
    this.announce(await partsOf(this.path));
  }

  /** After a rotation: deletes what has no place any more and was announced, and announces what will be next. */
  async keep(): Promise<void> {
    const parts = await partsOf(this.path);
    const going = beyond(parts, this.maxTotal - this.maxSize).filter(({ path }) => this.announced.delete(path));
    for (const { path } of going) {
      try {
        await rm(path, { force: true });
      } catch (error) {
        this.notice(
          l10n.t(
            'Cannot delete {0}: {1}. The capture grows beyond its {2}.',
            path,
            fileWords(error),
            size(this.maxTotal),
          ),
        );
      }
    }
    this.announce(parts.filter((part) => !going.includes(part)));
  }

  private announce(parts: readonly Part[]): void {
    for (const { path } of beyond(parts, this.maxTotal - 2 * this.maxSize)) {
      if (this.announced.has(path)) continue;
      this.announced.add(path);
      this.notice(
        l10n.t(
          'The capture nears its {0}: its oldest part is deleted when {1} is full again. Move it away if you need it: {2}',
          size(this.maxTotal),
          this.path,
          path,
        ),
      );
    }
  }
}

/** "256 MB". */
function size(bytes: number): string {
  return l10n.t('{0} MB', number(Math.round(bytes < 1e7 ? bytes / 1e5 : bytes / 1e6) / (bytes < 1e7 ? 10 : 1)));
}
