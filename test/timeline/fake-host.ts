/**
 * Stands in the page for VS Code: `acquireVsCodeApi`, and the way to the process of the tests, where the extension's own
 * code answers. What the page posted is kept for the tests to read.
 */
import type { TimelineLog } from '../../src/analysis/lanes/protocol.js';
import type { refusalOf } from '../../src/rpc/answerer.js';
import type { FromTimeline, TimelineRequest } from '../../src/analysis/requests/timeline.js';
import { countDue, type DueCount } from './due.js';

export interface FakeHost extends Pick<DueCount, 'due' | 'quiet'> {
  posted: FromTimeline[];
  state: unknown;
  /** What a request gets: an answer, a refusal, or nothing at all. */
  mood: 'answer' | 'refuse' | 'silent';
  send(message: unknown): void;
  /** Sends the log of now. */
  showLog(): Promise<void>;
}

declare global {
  interface Window {
    AUTO: boolean;
    host: FakeHost;
    /** Bindings into the process of the tests. */
    theLog(): Promise<TimelineLog>;
    theAnswer(request: TimelineRequest): Promise<{ answer: unknown } | ReturnType<typeof refusalOf>>;
  }
}

const KEY = 'webview-state';
const count = countDue();

async function answer(id: number, request: TimelineRequest): Promise<void> {
  const given =
    host.mood === 'refuse'
      ? ({ refusal: 'failed', message: 'The log has gone.' } as const)
      : await count.answer(window.theAnswer(request));
  if ('refusal' in given) host.send({ type: 'refused', id, ...given });
  else host.send({ type: 'answer', id, answer: given.answer });
}

const host: FakeHost = {
  due: () => count.due(),
  quiet: () => count.quiet(),
  posted: [],
  state: JSON.parse(sessionStorage.getItem(KEY) ?? 'null'),
  mood: 'answer',
  send: (message) => window.postMessage(message, '*'),
  showLog: async () => host.send({ type: 'log', log: await count.answer(window.theLog()) }),
};
window.host = host;
Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage(message: FromTimeline) {
      host.posted.push(message);
      if (message.type === 'ready' && window.AUTO) void host.showLog();
      if (message.type === 'request' && host.mood !== 'silent')
        void answer(message.id, message.request as TimelineRequest);
    },
    getState: () => host.state,
    setState(state: unknown) {
      sessionStorage.setItem(KEY, JSON.stringify(state));
      host.state = structuredClone(state);
    },
  }),
});
