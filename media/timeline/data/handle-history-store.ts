/**
 * What the handles of opened lanes went through, read from the log when a lane is opened and kept while the analysis is
 * the same.
 */
import {
  ALL_EVENTS,
  type EventRow,
  type StatisticsPage,
  type WebrtcPage,
  type WebrtcStep,
} from '../../../src/analysis/requests/timeline-details.js';
import { type SessionHistory, sessionHistoryOf } from './handle-history.js';
import { Outdated, type Rpc } from './rpc.js';

/** What is read of one session at most: a call of days is drawn by its beginning, and its bar says nothing beyond. */
const MAX_STEPS = 5000;
const MAX_PLUGIN_EVENTS = 1000;
const MAX_STATISTICS_PAGES = 10;
/** Points of a bitrate line. */
const BUCKETS = 300;
const PLUGIN_EVENT = 64;

export interface HandleHistoryStore {
  /** undefined while it has not arrived, or could not be read. */
  get(session: number): SessionHistory | undefined;
  /** Reads what is missing of these sessions, one session after another. */
  want(sessions: readonly number[]): void;
  /** Another analysis: all is read anew; until it comes, what is kept is drawn. */
  reset(): void;
}

/** @param now what the answers are about; null: no log */
export function createHandleHistoryStore(
  rpc: Rpc,
  now: () => { readonly revision: number; readonly origin: number } | null,
  arrived: () => void,
  failed: (error: unknown) => void,
): HandleHistoryStore {
  const kept = new Map<number, SessionHistory>();
  /** Sessions that have been asked after in the analysis of now. */
  const asked = new Set<number>();
  let generation = 0;
  let reading: Promise<void> = Promise.resolve();

  const read = async (session: number, mine: number): Promise<void> => {
    const log = now();
    if (log === null || mine !== generation) return;
    const { revision } = log;
    const steps: WebrtcStep[] = [];
    for (let from: number | null = 0; from !== null && steps.length < MAX_STEPS;) {
      const page: WebrtcPage = await rpc.ask({ method: 'webrtc', revision, session, from });
      for (const step of page.steps) steps.push(step);
      from = page.next;
    }
    const plugins: EventRow[] = [];
    const filter = { ...ALL_EVENTS, types: [PLUGIN_EVENT] };
    for (let total = 1; plugins.length < Math.min(total, MAX_PLUGIN_EVENTS);) {
      const page = await rpc.ask({ method: 'events', revision, session, filter, from: plugins.length });
      if (page.rows.length === 0) break;
      for (const row of page.rows) plugins.push(row);
      ({ total } = page);
    }
    const statistics: StatisticsPage[] = [];
    for (let from: number | null = 0; from !== null && statistics.length < MAX_STATISTICS_PAGES;) {
      const page: StatisticsPage = await rpc.ask({
        method: 'statistics',
        revision,
        session,
        from,
        buckets: BUCKETS,
      });
      statistics.push(page);
      from = page.next;
    }
    if (mine !== generation) return;
    kept.set(session, sessionHistoryOf(steps, statistics, plugins, log.origin));
    arrived();
  };

  return {
    get: (session) => kept.get(session),
    want(sessions) {
      for (const session of sessions) {
        if (asked.has(session)) continue;
        asked.add(session);
        const mine = generation;
        reading = reading
          .then(() => read(session, mine))
          .catch((error: unknown) => {
            if (!(error instanceof Outdated)) failed(error);
          });
      }
      for (const session of kept.keys()) if (!sessions.includes(session)) forget(session);
    },
    reset() {
      generation++;
      asked.clear();
    },
  };

  /** A lane that was closed is read anew when it is opened again. */
  function forget(session: number): void {
    kept.delete(session);
    asked.delete(session);
  }
}
