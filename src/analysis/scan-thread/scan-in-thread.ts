/** Lets another thread read and scan a log, while this one collects what is found. */
import * as l10n from '@vscode/l10n';
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { memoryOf } from '../../events/batches/batch.js';
import { BatchTeller } from '../../events/batches/tell-batch.js';
import type { ScannerSink } from '../../events/header.js';
import { LogUnreadable } from '../../sources/unreadable.js';
import { speech } from '../../words/language.js';
import type { FromScanWorker, Scanned, ScanRequest } from './messages.js';

/** A smaller log is read before another thread has started, bytes. */
const WORTH_A_THREAD = 64 * 1024 * 1024;
/** New objects of the thread before they are looked through: it makes few that last. */
const YOUNG_MIB = 2;

/** Whether the file at `path` is so large that a second thread pays. */
export function isWorthAThread(path: string): boolean {
  try {
    const status = statSync(path);
    return status.isFile() && status.size >= WORTH_A_THREAD;
  } catch {
    // Reading it will say why.
    return false;
  }
}

export interface ScanOptions {
  /** See {@link ScanRequest.growing}. */
  readonly growing?: boolean;
  /** See {@link ScanRequest.lives}. */
  readonly lives?: boolean;
  readonly signal?: AbortSignal;
  /** Called when what was found in the first `read` bytes of the file has been told. */
  readonly told?: (read: number) => void;
}

/** A second thread that reads and scans large logs. */
export interface ScanThread {
  /** Whether the file at `path` is so large that it pays. */
  isWorthIt(path: string): boolean;
  /** Tells `sink` what is found in the file. Null: the signal was aborted. Throws {@link LogUnreadable}. */
  scan(path: string, sink: ScannerSink, options?: ScanOptions): Promise<Scanned | null>;
}

/** One that runs the bundle at `workerPath`. */
export const scanThreadOf = (workerPath: string): ScanThread => ({
  isWorthIt: isWorthAThread,
  scan: (path, sink, options) => scanInThread(workerPath, path, sink, options),
});

/**
 * Reads and scans the file at `path` in a thread of its own, `workerPath` is its bundle, and tells `sink` in this one what
 * is found. Null: the signal was aborted. Throws {@link LogUnreadable}.
 */
export async function scanInThread(
  workerPath: string,
  path: string,
  sink: ScannerSink,
  { growing = false, lives = false, signal, told }: ScanOptions = {},
): Promise<Scanned | null> {
  const workerData: ScanRequest = { path, growing, lives, speech: speech() };
  const worker = new Worker(workerPath, { workerData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB } });
  const teller = new BatchTeller(sink);
  const take = (message: FromScanWorker): Scanned | null => {
    if (message.kind === 'end') return message.scanned;
    if (message.kind === 'unreadable') throw new LogUnreadable(message.message);
    if (message.kind === 'batch') {
      const { batch } = message;
      teller.tell(batch);
      worker.postMessage({ ...batch, parts: [] }, memoryOf(batch));
    }
    told?.(message.read);
    return null;
  };
  let stop = (): void => undefined;
  try {
    return await new Promise<Scanned | null>((resolve, reject) => {
      stop = () => {
        resolve(null);
      };
      signal?.addEventListener('abort', stop);
      worker.on('message', (message: FromScanWorker) => {
        if (signal?.aborted === true) return;
        try {
          const scanned = take(message);
          if (scanned !== null) resolve(scanned);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        reject(new Error(l10n.t('Reading {0} stopped unexpectedly.', path)));
      });
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
