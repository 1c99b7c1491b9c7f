/** Lets another thread read and scan a log: two threads are done with a large one in little more than half the time. */
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { memoryOf } from '../../events/batches/batch.js';
import { BatchTeller } from '../../events/batches/tell-batch.js';
import type { ScannerSink } from '../../events/header.js';
import { LogUnreadable } from '../../sources/log-file.js';
import type { FromScanWorker, Scanned, ScanRequest } from './messages.js';

/** A smaller log is read before another thread has started, bytes. */
const WORTH_A_THREAD = 64 * 1024 * 1024;

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

/**
 * Reads and scans the file at `path` in a thread of its own, `workerPath` is its bundle, and tells `sink` in this one what
 * is found. Throws {@link LogUnreadable}.
 */
export async function scanApart(workerPath: string, path: string, sink: ScannerSink): Promise<Scanned> {
  const workerData: ScanRequest = { path };
  const worker = new Worker(workerPath, { workerData });
  const teller = new BatchTeller(sink);
  try {
    return await new Promise<Scanned>((resolve, reject) => {
      worker.on('message', (message: FromScanWorker) => {
        if (message.kind === 'end') resolve(message.scanned);
        else if (message.kind === 'unreadable') reject(new LogUnreadable(message.message));
        else {
          const { batch } = message;
          try {
            teller.tell(batch);
            worker.postMessage({ ...batch, parts: [] }, memoryOf(batch));
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        }
      });
      worker.on('error', reject);
      worker.on('exit', () => {
        reject(new Error(`Reading ${path} stopped unexpectedly.`));
      });
    });
  } finally {
    await worker.terminate();
  }
}
