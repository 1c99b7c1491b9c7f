/**
 * Stands in the page for VS Code: `acquireVsCodeApi`, and an extension that answers from a sample log. What the page
 * posted is kept for the tests to read.
 */
import {
  EVENTS_PER_PAGE,
  type FromTimeline,
  type TimelineRequest,
  type ToTimeline,
} from '../../src/analysis/timeline.js';
import type { PlainOverview, SampleLog } from './sample-log.js';

export interface FakeHost {
  posted: FromTimeline[];
  state: unknown;
  /** What a request gets: an answer, a refusal, or nothing at all. */
  mood: 'answer' | 'refuse' | 'silent';
  send(message: unknown): void;
  showLog(revision?: number): void;
}

declare global {
  interface Window {
    LOG: SampleLog;
    AUTO: boolean;
    host: FakeHost;
  }
}

function typed(plain: PlainOverview): ToTimeline & { type: 'overview' } {
  return {
    type: 'overview',
    overview: {
      ...plain,
      start: Float64Array.from(plain.start),
      end: Float64Array.from(plain.end),
      outcome: Uint8Array.from(plain.outcome),
      flags: Uint8Array.from(plain.flags),
      emitter: Uint16Array.from(plain.emitter),
      transport: Uint16Array.from(plain.transport),
      plugin: Uint16Array.from(plain.plugin),
    },
  };
}

function answer(log: SampleLog, request: TimelineRequest): unknown {
  switch (request.method) {
    case 'tracks':
      return request.sessions.flatMap((session) => log.tracks[session] ?? []);
    case 'detail':
      return log.details[request.session];
    case 'events':
      return (log.events[request.session] ?? []).slice(request.from, request.from + EVENTS_PER_PAGE);
    case 'json':
      return log.json[request.offset];
  }
}

const KEY = 'webview-state';
const host: FakeHost = {
  posted: [],
  state: JSON.parse(sessionStorage.getItem(KEY) ?? 'null'),
  mood: 'answer',
  send: (message) => window.postMessage(message, '*'),
  showLog: (revision = 1) => host.send(typed({ ...window.LOG.overview, revision })),
};
window.host = host;
Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage(message: FromTimeline) {
      host.posted.push(message);
      if (message.type === 'ready' && window.AUTO) host.showLog();
      if (message.type !== 'request' || host.mood === 'silent') return;
      const given = host.mood === 'answer' ? answer(window.LOG, message.request) : undefined;
      if (given === undefined) host.send({ type: 'refused', id: message.id, message: 'The log has gone.' });
      else host.send({ type: 'answer', id: message.id, answer: given });
    },
    getState: () => host.state,
    setState(state: unknown) {
      host.state = state;
      sessionStorage.setItem(KEY, JSON.stringify(state));
    },
  }),
});
