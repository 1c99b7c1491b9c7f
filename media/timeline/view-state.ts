/** What survives hiding the panel and reloading the window: where one looked, at whom, and how it was arranged. */
import * as z from 'zod/mini';
import type { TimelineOverview } from '../../src/analysis/timeline.js';
import { GROUPINGS, SEGMENTS, SORTINGS } from './lanes.js';
import { ZONES } from './wording.js';

/** A session by what it is, not by its index, which the next analysis may give to another. */
const SessionKey = z.object({ emitter: z.string(), id: z.string(), start: z.number() });
type SessionKey = z.infer<typeof SessionKey>;

const ViewState = z.object({
  version: z.literal(1),
  /** URI of the log, for the extension to find it again; opaque to the page. */
  log: z.string(),
  /** Edges of the window, µs since the Unix epoch; null: all of the log. */
  view: z.nullable(z.object({ from: z.number(), to: z.number() })),
  scroll: z.number(),
  selected: z.nullable(SessionKey),
  query: z.string(),
  segment: z.enum(SEGMENTS),
  grouping: z.enum(GROUPINGS),
  sorting: z.enum(SORTINGS),
  zone: z.enum(ZONES),
  collapsed: z.array(z.string()),
  /** Size of the detail pane in px: its width beside the lanes, its height below them. */
  detailWidth: z.number(),
  detailHeight: z.number(),
});
export type ViewState = z.infer<typeof ViewState>;

export function initialState(log: string): ViewState {
  return {
    version: 1,
    log,
    view: null,
    scroll: 0,
    selected: null,
    query: '',
    segment: 'all',
    grouping: 'emitter',
    sorting: 'start',
    zone: 'local',
    collapsed: [],
    detailWidth: 340,
    detailHeight: 260,
  };
}

/** State of an earlier page; anything that is not one (an older version's, none) gives the initial state. */
export function restoreState(saved: unknown, log: string): ViewState {
  const parsed = ViewState.safeParse(saved);
  return parsed.success && (log === '' || parsed.data.log === log) ? parsed.data : initialState(log);
}

export function sessionKey(overview: TimelineOverview, session: number): SessionKey {
  return {
    emitter: overview.emitters[overview.emitter[session] ?? -1]?.name ?? '',
    id: overview.ids[session] ?? '',
    start: overview.origin + (overview.start[session] ?? 0),
  };
}

/** Finds a session again, in a new analysis too; null when it is gone. */
export function findSession(overview: TimelineOverview, key: SessionKey): number | null {
  for (let from = 0; ;) {
    const at = overview.ids.indexOf(key.id, from);
    if (at < 0) return null;
    const found = sessionKey(overview, at);
    if (found.emitter === key.emitter && found.start === key.start) return at;
    from = at + 1;
  }
}
