/** Entry of the worker thread: one analysis of one log. */
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { Analysis } from './analysis.js';
import type { Progress } from './api.js';
import type { FromWorker, ToWorker } from './messages.js';

/** Progress is told no more often than this, ms. */
const PROGRESS_INTERVAL = 100;

if (parentPort === null) throw new Error('This file is the entry of a worker thread.');
const port = parentPort;
const analysis = new Analysis(Date.now, undefined, join(import.meta.dirname, 'scan-worker.js'));
const running = new Map<number, AbortController>();

const tell = (message: FromWorker): void => {
  port.postMessage(message);
};

async function handle(message: ToWorker): Promise<void> {
  if (message.type === 'abort') {
    running.get(message.id)?.abort();
    return;
  }
  try {
    if (message.type === 'run') await run(message);
    else {
      const { id, question, args } = message;
      const answer: unknown = await (analysis[question] as (...args: readonly unknown[]) => Promise<unknown>).apply(
        analysis,
        [...args],
      );
      tell({ type: 'answer', id, answer });
    }
  } catch (error) {
    const aborted = error instanceof Error && error.name === 'AbortError';
    tell({ type: 'failed', id: message.id, message: error instanceof Error ? error.message : String(error), aborted });
  } finally {
    running.delete(message.id);
  }
}

async function run({ id, source }: Extract<ToWorker, { type: 'run' }>): Promise<void> {
  const abort = new AbortController();
  running.set(id, abort);
  let told = 0;
  const onProgress = (progress: Progress): void => {
    if (progress.summary === null && Date.now() - told < PROGRESS_INTERVAL) return;
    told = Date.now();
    tell({ type: 'progress', id, progress });
  };
  tell({ type: 'done', id, summary: await analysis.run(source, onProgress, abort.signal) });
}

port.on('message', (message: ToWorker) => void handle(message));
