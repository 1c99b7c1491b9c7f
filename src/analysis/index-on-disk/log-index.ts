/**
 * The index of logs that were read: what was found in them, to be there again without reading them. It is never needed and
 * never trusted: where anything disagrees the log is read. Node only.
 */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { agree, ColumnsDisagree, textsOf, type ColumnReader } from '../../events/kept-columns.js';
import { locale } from '../../words/language.js';
import type { ReportBuilder } from '../reading/report-builder.js';
import { BytesReader, BytesWriter } from './columns-as-bytes.js';
import { folderProblem, shrink, touch, unusable } from './index-folder.js';
import { IndexTooLarge, readIndexFile, writeIndexFile } from './index-file.js';
import { compare, identityOf, type LogIdentity } from './log-identity.js';

/** Where the index is; can be sent to a worker. */
export interface IndexPlace {
  readonly folder: string;
  /** All files together, bytes. */
  readonly mostBytes: number;
  /** Smaller logs are read faster than they are looked up, bytes. */
  readonly leastLog: number;
}

/** Logs from this size on are kept where nobody says otherwise: smaller ones are read in a blink, bytes. */
export const WORTH_KEEPING = 16 * 1024 * 1024;
/** What all files together may have where nobody says otherwise, bytes. */
export const MOST_BYTES = 1024 * 1024 * 1024;

/** Which logs were read, and how. */
export interface Reading {
  readonly paths: readonly string[];
  readonly lives: boolean;
}

/** Logs as they were before they were read. */
export type Before = readonly LogIdentity[];

export interface Kept {
  readonly builder: ReportBuilder;
  readonly before: Before;
  /** Uncompressed bytes that were looked through. */
  readonly bytes: number;
  /** Whether the last of the logs goes on behind what was kept. */
  readonly grown: boolean;
}

export class LogIndex {
  /** Why nothing is kept, in words; null: it is, as far as is known. */
  problem: string | null = null;
  private readonly usable: boolean;

  /** `program` is the file of the program that reads: another one may find something else. */
  constructor(
    private readonly place: IndexPlace,
    private readonly program: string,
    private readonly now: () => number = Date.now,
  ) {
    this.problem = folderProblem(place.folder);
    this.usable = this.problem === null;
  }

  /** What the logs are now, to be told to {@link keep} when they have been read; null: they are not to be kept. */
  before({ paths }: Reading): Before | null {
    if (!this.usable || !this.isWorth(paths)) return null;
    const found = paths.map((path) => identityOf(path));
    return found.includes(null) ? null : (found as LogIdentity[]);
  }

  /** What was kept of the logs, in a builder made by `make`; null: nothing that can be used. */
  find(reading: Reading, make: () => ReportBuilder): Kept | null {
    const { paths } = reading;
    if (!this.usable || !this.isWorth(paths)) return null;
    const path = this.pathOf(reading);
    const bytes = readIndexFile(path, this.place.mostBytes);
    if (bytes === null) return null;
    try {
      const from = new BytesReader(bytes);
      agree(textsOf(from).join('\n') === this.marksOf(reading).join('\n'));
      const before = identitiesIn(from, paths.length);
      const found = before.map((known, k) => compare(paths[k]!, known));
      if (!found.every((one, k) => one === 'same' || (one === 'grown' && k === paths.length - 1))) return null;
      const builder = make();
      builder.read(from, paths);
      from.end();
      const grown = found.includes('grown');
      // Additions to a log that is decoded cannot be decoded without all that stands before them.
      if (grown && builder.bytesToKeep()?.at(-1) === null) return null;
      touch(path, this.now());
      return { builder, before, bytes: builder.bytes, grown };
    } catch (error) {
      if (error instanceof ColumnsDisagree || error instanceof RangeError) return null;
      throw error;
    }
  }

  /** Keeps what `builder` found in logs that it has read to their ends, and which were `before` when it began. */
  async keep(reading: Reading, before: Before, builder: ReportBuilder): Promise<void> {
    const { folder, mostBytes } = this.place;
    const now = identitiesNow(reading.paths, before, builder);
    if (!this.usable || now === null) return;
    const path = this.pathOf(reading);
    try {
      await writeIndexFile(path, mostBytes, (put) => {
        const to = new BytesWriter(put);
        to.texts(this.marksOf(reading));
        to.texts(now.flatMap(({ inode, size, changed, pages }) => [inode, String(size), changed, pages]));
        builder.write(to);
      });
      touch(path, this.now());
      shrink(folder, mostBytes, this.now());
    } catch (error) {
      // What does not fit is not kept; other failures are not worth a message either.
      if (!(error instanceof IndexTooLarge)) this.problem = unusable(folder, error);
    }
  }

  private isWorth(paths: readonly string[]): boolean {
    let bytes = 0;
    for (const path of paths) {
      const size = path === '-' ? null : sizeOf(path);
      if (size === null) return false;
      bytes += size;
    }
    return bytes >= this.place.leastLog;
  }

  private pathOf(reading: Reading): string {
    const name = createHash('sha256')
      .update(JSON.stringify(this.marksOf(reading).slice(1)))
      .digest('hex');
    return join(this.place.folder, `${name}.index`);
  }

  /** All that the reading depends on besides the logs; the program first, whose next version takes the place of this one. */
  private marksOf({ paths, lives }: Reading): string[] {
    return [this.program, locale(), lives ? 'lives' : '', ...paths.map((path) => resolve(path))];
  }
}

/** Null: it is no file, or reading it will say why it cannot be read. */
function sizeOf(path: string): number | null {
  try {
    const status = statSync(path);
    return status.isFile() ? status.size : null;
  } catch {
    return null;
  }
}

const MARKS_OF_LOG = 4;

function identitiesIn(from: ColumnReader, logs: number): LogIdentity[] {
  const texts = textsOf(from);
  agree(texts.length === logs * MARKS_OF_LOG);
  return Array.from({ length: logs }, (_, k) => {
    const [inode, size, changed, pages] = texts.slice(k * MARKS_OF_LOG, (k + 1) * MARKS_OF_LOG);
    agree(Number.isSafeInteger(Number(size)));
    return { inode: inode!, size: Number(size), changed: changed!, pages: pages! };
  });
}

/** What the logs are, as far as they were read; null: they became something else meanwhile, or are not to be kept. */
function identitiesNow(paths: readonly string[], before: Before, builder: ReportBuilder): LogIdentity[] | null {
  const read = builder.bytesToKeep();
  if (read === null) return null;
  const found = paths.map((path, k) => {
    const change = compare(path, before[k]!);
    if (change === 'other') return null;
    // Of a log that was decoded the bytes of its file are not known, but that it is as it was.
    const size = read[k];
    if (typeof size !== 'number') return change === 'same' ? before[k]! : null;
    return identityOf(path, size);
  });
  return found.includes(null) ? null : (found as LogIdentity[]);
}

/** A program by its version and its file, which differs between two builds of one version. */
export function programOf(version: string, file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${version} ${String(size)} ${String(mtimeMs)}`;
}
