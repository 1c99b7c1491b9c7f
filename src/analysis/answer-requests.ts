/** The analysis' end of the requests that come to its thread. */
import { createAnswerer } from '../rpc/answerer.js';
import { ToAnswerer, type ToCaller } from '../rpc/messages.js';
import type { LogAnswers } from './log-answers.js';
import { ANALYSIS_REQUESTS, type Progress } from './requests/api.js';

/** Progress is told no more often than this, ms. */
const PROGRESS_INTERVAL = 100;

/** The same, with news no more often than in the interval, unless there are verdicts among them. */
function seldom(news: (progress: unknown) => void): (progress: unknown) => void {
  let told = 0;
  return (progress) => {
    if ((progress as Progress).summary === null && Date.now() - told < PROGRESS_INTERVAL) return;
    told = Date.now();
    news(progress);
  };
}

/** Takes the messages that come to the thread, and gives those that answer them to `post`. */
export function answerRequests(answers: LogAnswers, post: (message: ToCaller) => void): (message: unknown) => void {
  const answerer = createAnswerer(
    ANALYSIS_REQUESTS,
    (request, { news, signal }) => answers.handle(request, { news: seldom(news), signal }),
    post,
  );
  return (message) => void answerer.receive(ToAnswerer.parse(message));
}
