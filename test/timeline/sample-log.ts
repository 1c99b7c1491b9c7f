/**
 * Logs for the page: recorded ones, read by the real analysis in its real worker, and synthetic ones of any size, which
 * the real code arranges without a log behind them.
 */
import type { AnalysisClient, LogSource } from '../../src/analysis/requests/api.js';
import { createAnalysisThread } from '../../src/analysis/client.js';
import { LaneViews } from '../../src/analysis/lanes/lane-views.js';
import type { Lane, TimelineLog } from '../../src/analysis/lanes/protocol.js';
import { LANE_REQUESTS, type LaneOrder, type LaneRequest } from '../../src/analysis/lanes/requests.js';
import type { LaneSource } from '../../src/analysis/lanes/source.js';
import type { SessionTrack, TimelineRequest } from '../../src/analysis/requests/timeline.js';
import { syntheticSessions } from './synthetic-sessions.js';

/** What stands behind the page. */
export interface SampleLog {
  /** The log as it was first read. */
  readonly timeline: TimelineLog;
  /** The log as the page is to be shown it now. */
  log(): Promise<TimelineLog>;
  /** Rejects with a message for the person. */
  answer(request: TimelineRequest): Promise<unknown>;
}

export interface RecordedLog extends SampleLog {
  readonly analysis: AnalysisClient;
  /** All sessions in the order of the log. */
  readonly lanes: readonly Lane[];
  /** Reads another source in its place. */
  read(source: LogSource): Promise<void>;
  dispose(): void;
}

/** A recorded log in an analysis worker of its own. `worker` is the bundled worker. */
export const recordedLog = (worker: string, path: string): Promise<RecordedLog> =>
  analysed(worker, { kind: 'file', path });

/** The same for events made up: objects, or JSON where a number is to be kept as it is written. */
export function logOf(worker: string, ...events: readonly (object | string)[]): Promise<RecordedLog> {
  const text = events.map((event) => (typeof event === 'string' ? event : JSON.stringify(event))).join('\n');
  return analysed(worker, { kind: 'bytes', name: 'events.jsonl', bytes: new TextEncoder().encode(text) });
}

async function analysed(worker: string, source: LogSource): Promise<RecordedLog> {
  const analysis = createAnalysisThread(worker);
  const run = (source: LogSource): Promise<unknown> => analysis.ask({ method: 'run', source });
  await run(source);
  const timeline = await analysis.ask({ method: 'timelineLog' });
  return {
    analysis,
    timeline,
    lanes: await allLanes(analysis, timeline),
    log: () => analysis.ask({ method: 'timelineLog' }),
    answer: (request) => analysis.ask(request),
    async read(other) {
      await run(other);
    },
    dispose: () => analysis.dispose(),
  };
}

const ALL: LaneOrder = {
  ...{ query: '', segment: 'all', grouping: 'none', sorting: 'start', reversed: false },
  folded: { others: false, keys: [] },
};

async function allLanes(analysis: AnalysisClient, { revision, count }: TimelineLog): Promise<Lane[]> {
  const { arrangement } = await analysis.ask({ method: 'arrange', revision, order: ALL, keep: [] });
  const lanes: Lane[] = [];
  for (let row = 0; row < count; row++) {
    const seek = { to: 'row', row, by: 0 } as const;
    lanes.push((await analysis.ask({ method: 'seek', revision, arrangement, seek }))!.lane);
  }
  return lanes;
}

const isAboutLanes = (request: TimelineRequest): request is LaneRequest => request.method in LANE_REQUESTS;

const nothingIn = (session: number): SessionTrack => {
  return { session, handles: [], tickTimes: [], tickTypes: [], talking: [], muted: [] };
};

/** Synthetic sessions; everything that is not about lanes is refused. */
export function lanesOnly(source: LaneSource): SampleLog {
  const views = new LaneViews(source);
  return {
    timeline: views.log(),
    log: () => Promise.resolve(views.log()),
    answer(request) {
      if (isAboutLanes(request)) return Promise.resolve(views.answer(request));
      if (request.method === 'tracks') return Promise.resolve(request.sessions.map(nothingIn));
      return Promise.reject(new Error('There is no log behind these sessions.'));
    },
  };
}

export const syntheticLog = (count: number): SampleLog => lanesOnly(syntheticSessions(count));

export const emptyLog = (): SampleLog => lanesOnly({ ...syntheticSessions(0), name: 'events.jsonl' });
