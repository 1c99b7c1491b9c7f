/** Entry of the worker thread: one analysis of one log. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { version } from '../../package.json';
import { answerRequests } from './answer-requests.js';
import { LogIndex, programOf } from './index-on-disk/log-index.js';
import { speak } from '../words/language.js';
import { tellTimesBy } from '../words/times.js';
import { LogAnswers } from './log-answers.js';
import { scanThreadOf } from './scan-thread/scan-in-thread.js';
import type { WorkerStart } from './worker-start.js';

if (parentPort === null) throw new Error('This file is the entry of a worker thread.');
const port = parentPort;
const { speech, index, zone } = workerData as WorkerStart;
speak(speech);
tellTimesBy({ zone, origin: 0 });
const answers = new LogAnswers(
  Date.now,
  undefined,
  scanThreadOf(join(import.meta.dirname, 'scan-worker.js')),
  index === null ? null : new LogIndex(index, programOf(version, join(import.meta.dirname, 'worker.js'))),
);

port.on(
  'message',
  answerRequests(answers, (message) => {
    port.postMessage(message);
  }),
);
