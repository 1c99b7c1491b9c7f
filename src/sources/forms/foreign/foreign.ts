import type { Head } from '../head.js';

/** A form that is known and not read. */
export interface Foreign {
  readonly fits: (head: Head) => boolean;
  /** In words that follow "this is", with what to do about it. */
  readonly words: () => string;
}
