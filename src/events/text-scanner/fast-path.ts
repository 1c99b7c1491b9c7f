/** What may take plain events off TextScanner's hands. */
import type { Cursor } from './value-walker.js';

export interface FastPath {
  /** Memory for the bytes at hand, `size` bytes long, with the content of the memory given before. */
  allocate(size: number): Uint8Array;
  /**
   * Tells the plain events from `at.i` to before index `size`, behind which more bytes may stand, and moves `at` behind
   * them. `at` is between values, and no text, envelope or
   * damage is under way; so it is afterwards. What stands there then is for TextScanner.
   */
  take(at: Cursor, size: number): void;
  /** Envelopes that are laid out as the one on `line`, which has a character for each byte, hold one event, in `member`. */
  learnEnvelope(line: string, member: string): void;
  /**
   * The same as {@link take} for such envelopes, each a line of its own, of which none may have been learned. `at` is where a
   * line begins.
   */
  takeEnvelopes(at: Cursor, size: number): void;
  /** What comes now goes on from what another scanner has told. */
  goOn(): void;
}
