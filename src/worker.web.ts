/** Entry of the web worker: one analysis of one log, whose bytes it is given, one report of it, or one live session. */
import { version } from '../package.json';
import { answerRequests } from './analysis/answer-requests.js';
import { LogAnswers } from './analysis/log-answers.js';
import type { WorkerStart } from './analysis/worker-start.js';
import { MemoryCapture } from './live/capture/memory-capture.js';
import { answerLive } from './live/session/live-run.js';
import { knowBrowser } from './live/session/this-browser.web.js';
import type { LiveWorkerStart } from './live/session/worker-start.web.js';
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
  const take = answering(data as WorkerStart | ReportStart | LiveWorkerStart);
  scope.onmessage = (event) => {
    take(event.data);
  };
};

function answering(start: WorkerStart | ReportStart | LiveWorkerStart): (message: unknown) => void {
  // What programs read is in English, its times are UTC.
  if (start === 'report') return answerReports(version, post);
  if ('live' in start) {
    const { speech, browser } = start.live;
    speak(speech);
    knowBrowser(browser);
    return answerLive(({ maxTotal }, host) => Promise.resolve(new MemoryCapture(maxTotal, host)), post);
  }
  const { speech, zone } = start;
  speak(speech);
  tellTimesBy({ zone, origin: 0 });
  return answerRequests(new LogAnswers(), post);
}
