/** Reads from files on a disk, also one that fails here and there. Node only. */
import * as l10n from '@vscode/l10n';
import { number } from '../words/numbers.js';
import { constants, readSync } from 'node:fs';

/** Opening a pipe that has taken the place of a file must not wait for a writer. Windows has no such flag. */
export const TO_READ = constants.O_RDONLY | ((constants as { O_NONBLOCK?: number }).O_NONBLOCK ?? 0);

/** Read at once; large enough that the number of reads does not matter, small enough to stay in the processor's cache. */
export const READ_AT_ONCE = 1024 * 1024;

/** What cannot be read is passed over in steps of a page, each failure in a row doubling the step. */
const PAGE = 4096;
/** Each failure can take a disk seconds: after so many the rest of the file is given up. */
const MAX_FAILURES = 64;

/** Reads one file. The stretches of it that its disk fails to read become NULs, so that what follows keeps its offset. */
export class DiskReader {
  /** What could not be read, in words. */
  problem: string | null = null;
  private failures = 0;
  private inARow = 0;
  private firstLost = 0;
  private lost = 0;

  /**
   * Fills `memory` with the bytes of the open file from `offset` on and returns how many there are: 0 at its end, and where
   * the rest is given up. `size` is that of the whole file. Throws the error of a file of which nothing can be read.
   */
  read(file: number, memory: Uint8Array, offset: number, size: number): number {
    try {
      const count = readSync(file, memory, 0, memory.length, offset);
      this.inARow = 0;
      return count;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EIO' || offset >= size) throw error;
      return this.passOver(memory, offset, size, error as Error);
    }
  }

  private passOver(memory: Uint8Array, offset: number, size: number, error: Error): number {
    const givenUp = ++this.failures === MAX_FAILURES;
    const step = PAGE * 2 ** this.inARow++ - (offset % PAGE);
    const passed = Math.min(step, memory.length, size - offset);
    if (this.lost === 0) this.firstLost = offset;
    this.lost += givenUp ? size - offset : passed;
    if (this.lost === size) throw error;
    this.problem = l10n.t(
      'The disk failed to read {0} of {1} bytes, the first of them byte {2}: the events there are missing.',
      ...[number(this.lost), number(size), number(this.firstLost)],
    );
    if (givenUp) return 0;
    memory.fill(0, 0, passed);
    return passed;
  }
}
