/** What lanes show beyond their bars: events of those in sight, and what the handles of opened ones went through. */
import type { GroupHeader } from '../../../src/analysis/lanes/protocol.js';
import { createHandleHistoryStore } from '../data/handle-history-store.js';
import { createLaneContents } from '../data/lane-contents.js';
import { createInsideStore, type InsideWindow } from '../data/inside-store.js';
import { isHeader } from '../data/lane-store.js';
import type { Rpc } from '../data/rpc.js';
import { rowsOn } from '../geometry/rows.js';
import type { TimelineModel } from '../state/model.js';
import { DETAIL_FROM } from './draw-lane.js';
import type { Scene } from './scene.js';

export interface LaneLoading extends Pick<Scene, 'track' | 'history' | 'inside'> {
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

/** The rooms whose headers are on the screen, and the stretch of time that is. */
function roomsInSight({ rows, state, view }: TimelineModel): InsideWindow | null {
  const { shown, geometry, sizes } = rows;
  if (shown === null || state.grouping !== 'room' || geometry.height < sizes.laneHeight) return null;
  const { first, last } = rowsOn(geometry, state.scroll, sizes.height);
  const places = new Set<number>();
  const note = (header: GroupHeader | undefined): void => {
    if (header !== undefined && header.place >= 0) places.add(header.place);
  };
  if (first >= 0) note(shown.lanes.headerOf(first));
  for (let number = first; number <= last; number++) {
    const row = shown.lanes.row(number);
    if (row !== undefined && isHeader(row)) note(row);
  }
  const { revision } = shown.log;
  return { revision, folded: state.foldIdle, view: view.window, width: sizes.width, places: [...places] };
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
  const insides = createInsideStore(
    (question) => rpc.ask({ method: 'inside', ...question, places: [...question.places] }),
    arrived,
    problem,
  );
  const histories = createHandleHistoryStore(rpc, () => model().rows.log, arrived, problem);
  return {
    track: (session) => contents.get(session),
    inside: (place) => insides.get(place),
    history: (session) => histories.get(session),
    want() {
      const { geometry, opened } = model().rows;
      insides.want(() => roomsInSight(model()));
      contents.want(() => sessionsInSight(model()));
      histories.want(geometry.openings.length > 0 ? opened.map(({ lane }) => lane.session) : []);
    },
    reset() {
      contents.reset();
      insides.reset();
      histories.reset();
    },
  };
}
