/** Runs in the page and stands in for the extension: arranges synthetic sessions and answers for them. */
import { LaneViews } from '../../../src/analysis/lanes/lane-views.js';
import type { LaneRequest } from '../../../src/analysis/lanes/protocol.js';
import { syntheticSessions } from '../../timeline/synthetic-sessions.js';

declare global {
  interface Window {
    /** From now on requests are about so many sessions. */
    answerFor(count: number): void;
  }
}

window.answerFor = (count) => {
  const views = new LaneViews(syntheticSessions(count));
  window.theLog = () => Promise.resolve(views.log());
  window.theAnswer = async (request) => {
    // Beside the frame that asks, not within it: in VS Code another thread answers.
    await new Promise((resolve) => setTimeout(resolve));
    return { answer: request.method === 'tracks' ? [] : views.answer(request as LaneRequest) };
  };
};
