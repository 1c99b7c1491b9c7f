/** Entry of the web worker: one analysis of one log, whose bytes it is given, or one report of it. */
import { version } from '../package.json';
import { answerRequests } from './analysis/answer-requests.js';
import { LogAnswers } from './analysis/log-answers.js';
import type { WorkerStart } from './analysis/worker-start.js';
import { answerReports, type ReportStart } from './reports/answer-reports.js';
import type { ToCaller } from './rpc/messages.js';
import { speak } from './words/language.js';
import { tellTimesBy } from './words/times.js';

/** As much of a web worker's global object as is used. */
interface Scope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown): void;
}

const scope = globalThis as unknown as Scope;
const post = (message: ToCaller): void => {
  scope.postMessage(message);
};

// The first message is what a thread of Node is given when it starts.
scope.onmessage = ({ data }) => {
  const take = answering(data as WorkerStart | ReportStart);
  scope.onmessage = (event) => {
    take(event.data);
  };
};

function answering(start: WorkerStart | ReportStart): (message: unknown) => void {
  // What programs read is in English, its times are UTC.
  if (start === 'report') return answerReports(version, post);
  const { speech, zone } = start;
  speak(speech);
  tellTimesBy({ zone, origin: 0 });
  return answerRequests(new LogAnswers(), post);
}
