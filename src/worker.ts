/** Entry of the worker thread: one analysis of one log, or one report of a log whose bytes it is given. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { version } from '../package.json';
import { answerRequests } from './analysis/answer-requests.js';
import { LogIndex, programOf } from './analysis/index-on-disk/log-index.js';
import { answerReports, type ReportStart } from './reports/answer-reports.js';
import type { ToCaller } from './rpc/messages.js';
import { speak } from './words/language.js';
import { tellTimesBy } from './words/times.js';
import { LogAnswers } from './analysis/log-answers.js';
import { scanThreadOf } from './analysis/scan-thread/scan-in-thread.js';
import type { WorkerStart } from './analysis/worker-start.js';

if (parentPort === null) throw new Error('This file is the entry of a worker thread.');
const port = parentPort;
const post = (message: ToCaller): void => {
  port.postMessage(message);
};

port.on('message', answering(workerData as WorkerStart | ReportStart));

function answering(start: WorkerStart | ReportStart): (message: unknown) => void {
  // What programs read is in English, its times are UTC.
  if (start === 'report') return answerReports(version, post);
  const { speech, index, zone } = start;
  speak(speech);
  tellTimesBy({ zone, origin: 0 });
  const here = import.meta.dirname;
  const kept = index === null ? null : new LogIndex(index, programOf(version, join(here, 'worker.js')));
  const scan = scanThreadOf(join(here, 'scan-worker.js'));
  return answerRequests(new LogAnswers(Date.now, undefined, scan, kept), post);
}
