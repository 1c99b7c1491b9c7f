/** Entry of the thread that reads and scans a log, while another one collects what it finds. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { BatchWriter } from '../../events/batches/batch-writer.js';
import { memoryOf } from '../../events/batches/batch.js';
import { newScanner } from '../../events/scanner.js';
import { hasBodyThatCounts } from '../../events/types.js';
import { hasBodyForLives } from '../../lives/engine/bodies.js';
import { LogUnreadable, newReadState, readLog } from '../../sources/log-file.js';
import { speak } from '../../words/language.js';
import { Beginning } from '../reading/format.js';
import type { FromScanWorker, ScanRequest, ToScanWorker } from './messages.js';

/** Batches on their way at once: whoever collects them sets the pace, and memory stays bounded. */
const MOST_UNDER_WAY = 4;
/** What was found in so many bytes is handed over, however little it is: people wait for it, and for progress. */
const LONGEST_WAIT = 32 * 1024 * 1024;

if (parentPort === null) throw new Error('This file is the entry of a worker thread.');
const port = parentPort;
const request = workerData as ScanRequest;
speak(request.speech);
const writer = new BatchWriter(
  (type, subtype, isSample) =>
    hasBodyThatCounts(type, subtype) || (request.lives && hasBodyForLives(type, subtype, isSample)),
);
let underWay = 0;

const say = (message: FromScanWorker, moved: ArrayBuffer[] = []): void => {
  port.postMessage(message, moved);
};

port.on('message', (batch: ToScanWorker) => {
  writer.reuse(batch);
  underWay--;
});

async function handOver(read: number): Promise<void> {
  while (underWay >= MOST_UNDER_WAY) await once(port, 'message');
  const batch = writer.take();
  if (batch === null) {
    say({ kind: 'nothing', read });
    return;
  }
  underWay++;
  say({ kind: 'batch', batch, read }, memoryOf(batch));
}

async function scan({ path, growing }: ScanRequest): Promise<void> {
  const state = newReadState();
  const scanner = newScanner(writer);
  const beginning = new Beginning();
  let waiting = 0;
  for await (const bytes of readLog(path, state, { room: (size) => scanner.room(size) })) {
    beginning.note(bytes);
    scanner.push(bytes);
    waiting += bytes.length;
    if (!writer.isFull && waiting < LONGEST_WAIT) continue;
    waiting = 0;
    await handOver(state.read);
  }
  const bytes = scanner.position;
  if (!growing) scanner.end();
  const resumption = growing ? scanner.resume() : scanner.resumption();
  await handOver(state.read);
  const { forms, foreign, serverLines, problem, read } = state;
  const scanned = { forms, foreign, serverLines, problem, bytes, array: beginning.isArray, read, resumption };
  say({ kind: 'end', scanned });
}

void scan(request)
  .catch((error: unknown) => {
    if (!(error instanceof LogUnreadable)) throw error;
    say({ kind: 'unreadable', message: error.message });
  })
  .finally(() => {
    port.close();
  });
