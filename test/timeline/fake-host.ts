/**
 * Stands in the page for VS Code: `acquireVsCodeApi`, and an extension that passes what it is asked on to the tests'
 * process, where the real analysis answers. What the page posted is kept for the tests to read.
 */
import type { FromTimeline, TimelineOverview } from '../../src/analysis/timeline.js';
import { fromTypedJson } from './typed-json.js';

export interface FakeHost {
  /** What the page is shown by {@link showLog}. */
  overview: TimelineOverview;
  posted: FromTimeline[];
  state: unknown;
  /** What a request gets: an answer, a refusal, or nothing at all. */
  mood: 'answer' | 'refuse' | 'silent';
  send(message: unknown): void;
  showLog(revision?: number): void;
}

declare global {
  interface Window {
    /** The overview, as typed JSON. */
    LOG: string;
    AUTO: boolean;
    host: FakeHost;
    /** Asks the tests' process; the answer comes as typed JSON. */
    askExtension(request: unknown): Promise<string>;
  }
}

type Request = Extract<FromTimeline, { type: 'request' }>;

async function answer({ id, request }: Request): Promise<void> {
  try {
    if (host.mood === 'refuse') throw new Error('The log has gone.');
    host.send({ type: 'answer', id, answer: fromTypedJson(await window.askExtension(request)) });
  } catch (error) {
    host.send({ type: 'refused', id, message: error instanceof Error ? error.message : String(error) });
  }
}

const KEY = 'webview-state';
const host: FakeHost = {
  overview: fromTypedJson(window.LOG) as TimelineOverview,
  posted: [],
  state: JSON.parse(sessionStorage.getItem(KEY) ?? 'null'),
  mood: 'answer',
  send: (message) => window.postMessage(message, '*'),
  showLog: (revision = host.overview.revision) =>
    host.send({ type: 'overview', overview: { ...host.overview, revision } }),
};
window.host = host;
Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage(message: FromTimeline) {
      host.posted.push(message);
      if (message.type === 'ready' && window.AUTO) host.showLog();
      if (message.type === 'request' && host.mood !== 'silent') void answer(message);
    },
    getState: () => host.state,
    setState(state: unknown) {
      host.state = state;
      sessionStorage.setItem(KEY, JSON.stringify(state));
    },
  }),
});
