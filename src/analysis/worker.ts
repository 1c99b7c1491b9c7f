/** Entry of the worker thread: one analysis of one log. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { createAnswerer } from '../rpc/answerer.js';
import { ToAnswerer } from '../rpc/messages.js';
import { ANALYSIS_REQUESTS, type Progress } from './requests/api.js';
import { version } from '../../package.json';
import type { WorkerStart } from './client.js';
import { LogIndex, programOf } from './index-on-disk/log-index.js';
import { speak } from '../words/language.js';
import { tellTimesBy } from '../words/times.js';
import { LogAnswers } from './log-answers.js';

/** Progress is told no more often than this, ms. */
const PROGRESS_INTERVAL = 100;

if (parentPort === null) throw new Error('This file is the entry of a worker thread.');
const port = parentPort;
const { speech, index, zone } = workerData as WorkerStart;
speak(speech);
tellTimesBy({ zone, origin: 0 });
const answers = new LogAnswers(
  Date.now,
  undefined,
  join(import.meta.dirname, 'scan-worker.js'),
  index === null ? null : new LogIndex(index, programOf(version, join(import.meta.dirname, 'worker.js'))),
);

/** The same, with news no more often than in the interval, unless there are verdicts among them. */
function seldom(news: (progress: unknown) => void): (progress: unknown) => void {
  let told = 0;
  return (progress) => {
    if ((progress as Progress).summary === null && Date.now() - told < PROGRESS_INTERVAL) return;
    told = Date.now();
    news(progress);
  };
}

const answerer = createAnswerer(
  ANALYSIS_REQUESTS,
  (request, { news, signal }) => answers.handle(request, { news: seldom(news), signal }),
  (message) => {
    port.postMessage(message);
  },
);

port.on('message', (message: unknown) => void answerer.receive(ToAnswerer.parse(message)));
