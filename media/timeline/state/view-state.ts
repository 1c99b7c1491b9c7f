/** What survives hiding the panel and reloading the window: where one looked, at whom, and how it was arranged. */
import * as z from 'zod/mini';
import {
  GROUPINGS,
  KINSHIPS,
  type Lane,
  SEGMENTS,
  SessionKey,
  SORTINGS,
} from '../../../src/analysis/lanes/protocol.js';
import { Bookmark, MAX_BOOKMARKS } from './bookmarks.js';
import { ZONES } from '../words/wording.js';

export const LIGHTS = ['none', ...KINSHIPS] as const;
export type Light = (typeof LIGHTS)[number];

export function nextLight(light: Light): Light {
  return LIGHTS[(LIGHTS.indexOf(light) + 1) % LIGHTS.length] ?? 'none';
}

/** Opened lanes kept; more than a screen full of them is not looked at. */
export const MAX_OPENED = 60;

const ViewState = z.object({
  version: z.literal(2),
  /** URI of the log, for the extension to find it again; opaque to the page. */
  log: z.string(),
  /** Edges of the window, µs since the Unix epoch; null: all of the log. */
  view: z.nullable(z.object({ from: z.number(), to: z.number() })),
  scroll: z.number(),
  /** Height of a lane, px; null: as high as is good to read, 0: all lanes on the screen. */
  laneHeight: z.nullable(z.number()),
  selected: z.nullable(SessionKey),
  /** Sessions whose handles are shown. */
  opened: z.array(SessionKey).check(z.maxLength(MAX_OPENED)),
  query: z.string(),
  segment: z.enum(SEGMENTS),
  grouping: z.enum(GROUPINGS),
  sorting: z.enum(SORTINGS),
  reversed: z.boolean(),
  /** The sessions are shown as a table instead of lanes. */
  table: z.boolean(),
  zone: z.enum(ZONES),
  /** Folded groups by key; with `others`, all groups but these. */
  folded: z.object({ others: z.boolean(), keys: z.array(z.string()) }),
  /** Idle stretches of time are folded. */
  foldIdle: z.boolean(),
  light: z.enum(LIGHTS),
  /** A stretch of time marked by hand, µs since the Unix epoch. */
  range: z.nullable(z.object({ from: z.number(), to: z.number() })),
  bookmarks: z.array(Bookmark).check(z.maxLength(MAX_BOOKMARKS)),
  /** Size of the detail pane in px: its width beside the lanes, its height below them. */
  detailWidth: z.number(),
  detailHeight: z.number(),
});
export type ViewState = z.infer<typeof ViewState>;

export function initialState(log: string): ViewState {
  return {
    version: 2,
    log,
    view: null,
    scroll: 0,
    laneHeight: null,
    selected: null,
    opened: [],
    query: '',
    segment: 'all',
    grouping: 'emitter',
    sorting: 'start',
    reversed: false,
    table: false,
    zone: 'local',
    folded: { others: false, keys: [] },
    foldIdle: false,
    light: 'none',
    range: null,
    bookmarks: [],
    detailWidth: 340,
    detailHeight: 260,
  };
}

/** State of an earlier page; anything that is not one (an older version's, none) gives the initial state. */
export function restoreState(saved: unknown, log: string): ViewState {
  const parsed = ViewState.safeParse(saved);
  return parsed.success && (log === '' || parsed.data.log === log) ? parsed.data : initialState(log);
}

/** @param origin µs since the Unix epoch */
export function sessionKey(origin: number, lane: Lane): SessionKey {
  return { emitter: lane.emitter, id: lane.id, start: origin + lane.start };
}

export function sameSession(a: SessionKey, b: SessionKey): boolean {
  return a.id === b.id && a.start === b.start && a.emitter === b.emitter;
}
