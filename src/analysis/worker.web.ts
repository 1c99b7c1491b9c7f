/** Entry of the web worker: one analysis of one log, whose bytes it is given. */
import { speak } from '../words/language.js';
import { tellTimesBy } from '../words/times.js';
import { answerRequests } from './answer-requests.js';
import { LogAnswers } from './log-answers.js';
import type { WorkerStart } from './worker-start.js';

/** As much of a web worker's global object as is used. */
interface Scope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: unknown): void;
}

const scope = globalThis as unknown as Scope;
const take = answerRequests(new LogAnswers(), (message) => {
  scope.postMessage(message);
});

// The first message is what a thread of Node is given when it starts.
scope.onmessage = ({ data }) => {
  const { speech, zone } = data as WorkerStart;
  speak(speech);
  tellTimesBy({ zone, origin: 0 });
  scope.onmessage = (event) => {
    take(event.data);
  };
};
