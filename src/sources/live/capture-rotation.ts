/** Older parts of a capture: `capture.jsonl` becomes `capture.000001.jsonl` when it is large enough, then …2, in time order. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { fileWords } from './file-words.js';

export interface Part {
  readonly path: string;
  readonly number: number;
  readonly bytes: number;
}

/** The parts of the capture at `path`, oldest first, without that file itself. */
export async function partsOf(path: string): Promise<Part[]> {
  const { dir, name, ext } = parse(path);
  const parts: Part[] = [];
  for (const file of await readdir(dir === '' ? '.' : dir)) {
    if (!file.startsWith(`${name}.`) || !file.endsWith(ext)) continue;
    const digits = file.slice(name.length + 1, file.length - ext.length);
    if (!/^\d{6,15}$/.test(digits)) continue;
    const partPath = join(dir, file);
    parts.push({ path: partPath, number: Number(digits), bytes: (await stat(partPath)).size });
  }
  return parts.sort((a, b) => a.number - b.number);
}

/** The name of the part behind `parts`. */
export function nextPart(path: string, parts: readonly Part[]): string {
  const { dir, name, ext } = parse(path);
  const number = (parts.at(-1)?.number ?? 0) + 1;
  return join(dir, `${name}.${String(number).padStart(6, '0')}${ext}`);
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
 * is deleted, so that a person who needs it can move it away.
 */
export class PartKeeper {
  private readonly announced = new Set<string>();

  constructor(
    private readonly path: string,
    private readonly maxSize: number,
    private readonly maxTotal: number,
    private readonly notice: (message: string) => void,
  ) {}

  /** Deletes what no longer has a place, and announces what will be next. */
  async keep(): Promise<void> {
    const parts = await partsOf(this.path);
    const going = beyond(parts, this.maxTotal - this.maxSize);
    const next = beyond(parts, this.maxTotal - 2 * this.maxSize);
    this.announce(going, `The capture reaches its ${size(this.maxTotal)}: its oldest part is deleted now`);
    for (const { path } of going) {
      this.announced.delete(path);
      try {
        await rm(path, { force: true });
      } catch (error) {
        this.notice(`Cannot delete ${path}: ${fileWords(error)}. The capture grows beyond its ${size(this.maxTotal)}.`);
      }
    }
    this.announce(
      next.filter((part) => !going.includes(part)),
      `The capture nears its ${size(this.maxTotal)}: its oldest part is deleted when ${this.path} is full again. Move it away if you need it`,
    );
  }

  private announce(parts: readonly Part[], words: string): void {
    for (const { path } of parts) {
      if (this.announced.has(path)) continue;
      this.announced.add(path);
      this.notice(`${words}: ${path}`);
    }
  }
}

/** "256 MB". */
function size(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: bytes < 1e7 ? 1 : 0 })} MB`;
}
