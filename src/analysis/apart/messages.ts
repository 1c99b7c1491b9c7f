/** What the thread that reads and scans a log, and the one it does so for, say to each other. */
import type { EventBatch } from '../../events/batches/batch.js';

/** Given to the thread when it starts. */
export interface ScanRequest {
  readonly path: string;
}

/** What is known of a log that was read to its end, besides its events. */
export interface Scanned {
  readonly gzip: boolean;
  /** Why bytes are missing, in words. */
  readonly problem: string | null;
  /** Uncompressed bytes. */
  readonly bytes: number;
  /** The log's first byte that is neither white space nor BOM, or -1. */
  readonly firstByte: number;
}

export type FromScanWorker =
  | { readonly kind: 'batch'; readonly batch: EventBatch }
  | { readonly kind: 'end'; readonly scanned: Scanned }
  /** The log cannot be read; said in words a person can act on. */
  | { readonly kind: 'unreadable'; readonly message: string };

/** A batch that is done with: its memory is used again. */
export type ToScanWorker = EventBatch;
