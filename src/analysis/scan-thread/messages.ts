/** What the thread that reads and scans a log, and the one it does so for, say to each other. */
import type { Speech } from '../../words/language.js';
import type { EventBatch } from '../../events/batches/batch.js';
import type { Resumption } from '../../events/header.js';

/** Given to the thread when it starts. */
export interface ScanRequest {
  readonly path: string;
  /** The log may grow: who collects goes on with it, so its end is left alone. */
  readonly growing: boolean;
  /** The bodies that tell of lives below the session are asked for as well. */
  readonly lives: boolean;
  /** The language in which to say what is wrong with the file; null for English. */
  readonly speech: Speech | null;
}

/** What is known of a log that was read to where it ends now, besides its events. */
export interface Scanned {
  /** See `FormState`. */
  readonly forms: readonly string[];
  readonly foreign: string | null;
  readonly serverLines: boolean;
  /** Why bytes are missing, in words. */
  readonly problem: string | null;
  /** Uncompressed bytes. */
  readonly bytes: number;
  /** Whether it begins as an array does. */
  readonly array: boolean;
  /** Bytes of the file that were read. */
  readonly read: number;
  /** Where to go on in a log that grows; null: it is to be read from its beginning by one alone. */
  readonly resumption: Resumption | null;
}

export type FromScanWorker =
  /** `read` are the bytes of the file that were read so far. */
  | { readonly kind: 'batch'; readonly batch: EventBatch; readonly read: number }
  /** Nothing was found in what was read since. */
  | { readonly kind: 'nothing'; readonly read: number }
  | { readonly kind: 'end'; readonly scanned: Scanned }
  /** The log cannot be read; said in words a person can act on. */
  | { readonly kind: 'unreadable'; readonly message: string };

/** A batch that is done with: its memory is used again. */
export type ToScanWorker = EventBatch;
