/** What lanes show beyond their bars: events of those in sight, and what the handles of opened ones went through. */
import { createHandleHistoryStore } from '../data/handle-history-store.js';
import { createLaneContents } from '../data/lane-contents.js';
import { isHeader } from '../data/lane-store.js';
import type { Rpc } from '../data/rpc.js';
import { rowsOn } from '../geometry/rows.js';
import type { TimelineModel } from '../state/model.js';
import { DETAIL_FROM } from './draw-lane.js';
import type { Scene } from './scene.js';

export interface LaneLoading extends Pick<Scene, 'track' | 'history'> {
  /** Asks for what is in sight and missing. */
  want(): void;
  /** Another analysis: all is asked for anew. */
  reset(): void;
}

/** Sessions whose lanes are on the screen and high enough to show their events. */
function sessionsInSight({ rows, state }: TimelineModel): number[] {
  const { shown, geometry, sizes } = rows;
  if (shown === null || geometry.height < sizes.laneHeight * DETAIL_FROM) return [];
  const { first, last } = rowsOn(geometry, state.scroll, sizes.height);
  const sessions: number[] = [];
  for (let number = first; number <= last; number++) {
    const row = shown.lanes.row(number);
    if (row !== undefined && !isHeader(row)) sessions.push(row.session);
  }
  return sessions;
}

/** @param model as it will be: the height of opened lanes, which the model asks for, is known here first */
export function createLaneLoading(
  rpc: Rpc,
  model: () => TimelineModel,
  arrived: () => void,
  problem: (error: unknown) => void,
): LaneLoading {
  const contents = createLaneContents(
    (sessions) => rpc.ask({ method: 'tracks', revision: model().rows.log?.revision ?? 0, sessions }),
    arrived,
    problem,
  );
  const histories = createHandleHistoryStore(rpc, () => model().rows.log, arrived, problem);
  return {
    track: (session) => contents.get(session),
    history: (session) => histories.get(session),
    want() {
      const { geometry, opened } = model().rows;
      contents.want(() => sessionsInSight(model()));
      histories.want(geometry.openings.length > 0 ? opened.map(({ lane }) => lane.session) : []);
    },
    reset() {
      contents.reset();
      histories.reset();
    },
  };
}
