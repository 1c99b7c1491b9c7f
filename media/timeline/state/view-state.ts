/** What survives hiding the panel and reloading the window: where one looked, at whom, and how it was arranged. */
import * as z from 'zod/mini';
import { GROUPINGS, KINSHIPS, type Lane, SEGMENTS, LaneKey } from '../../../src/analysis/lanes/protocol.js';
import { COLUMN_KEYS, SORTINGS } from '../../../src/analysis/lanes/columns/index.js';
import { NAMES_FIRST } from '../../../src/sessions/who.js';
import { Bookmark, MAX_BOOKMARKS } from './bookmarks.js';
import { ZONES } from '../../../src/words/clocks.js';

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
  selected: z.nullable(LaneKey),
  /** Sessions whose handles are shown. */
  opened: z.array(LaneKey).check(z.maxLength(MAX_OPENED)),
  query: z.string(),
  segment: z.enum(SEGMENTS),
  grouping: z.enum(GROUPINGS),
  sorting: z.enum(SORTINGS),
  reversed: z.boolean(),
  /** The sessions are shown as a table instead of lanes. */
  table: z.boolean(),
  /** The columns of the table that were chosen; null: those that its width has room for. */
  columns: z._default(z.nullable(z.array(z.enum(COLUMN_KEYS))), null),
  /** Widths given to columns by hand, px. */
  widths: z._default(z.partialRecord(z.enum(COLUMN_KEYS), z.number().check(z.gte(24), z.lte(4000))), {}),
  /** What sessions are called by first: a setting, told by the extension. */
  names: z._default(z.enum(NAMES_FIRST), 'display'),
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
    columns: null,
    widths: {},
    names: 'display',
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
export function laneKey(origin: number, { emitter, id, instance, start }: Lane): LaneKey {
  return instance > 0 ? { emitter, id, instance } : { emitter, name: id, start: origin + start };
}

export function sameLane(a: LaneKey, b: LaneKey): boolean {
  if (a.emitter !== b.emitter) return false;
  if ('id' in a) return 'id' in b && a.id === b.id && a.instance === b.instance;
  return !('id' in b) && a.name === b.name && a.start === b.start;
}
