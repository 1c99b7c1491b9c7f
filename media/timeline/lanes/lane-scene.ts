/** From the page's state to what is drawn of the lanes, and to what is found under the pointer. No DOM. */
import * as l10n from '@vscode/l10n';
import type { GroupHeader } from '../../../src/analysis/lanes/protocol.js';
import type { Raster } from '../data/raster-store.js';
import type { RowGeometry } from '../geometry/rows.js';
import type { TimelineModel } from '../state/model.js';
import { RASTER_BELOW, type Shown } from '../state/rows.js';
import { number, plural } from '../../../src/words/numbers.js';
import { duration, zoneName } from '../../../src/words/times.js';
import { date, day, moment, type Zone } from '../../../src/words/clocks.js';
import { foldedTicks, pointerDigits } from './axis.js';
import { hitTest } from './hit.js';
import type { Layout, Places, Scene } from './scene.js';

export type LanePlaces = Places & Pick<Scene, 'rasters'>;

/** What the drawing needs that the page's state does not know. */
export interface Drawn extends Pick<Scene, 'theme' | 'focused' | 'track' | 'history' | 'inside'> {
  /** px from the canvas' corner; null while the pointer is elsewhere. */
  readonly pointer: { readonly x: number; readonly y: number } | null;
  /** The corner has room for the zone beside the date. */
  readonly roomy: boolean;
}

/** The header over a row, as near as what has arrived can tell. */
function headerOver(
  { lanes }: Shown,
  rasters: readonly Raster[],
  rows: RowGeometry,
  row: number,
): GroupHeader | undefined {
  if (rows.height >= RASTER_BELOW) return lanes.headerOf(row);
  return rasters.at(-1)?.headers.findLast((header) => header.row <= row && header.next > row);
}

/** "13.2 s · 421 events · 3 began · 1 silent ending" */
function rangeOf({ state: { range }, range: { measured } }: TimelineModel, origin: number): Scene['range'] {
  if (range === null) return null;
  const parts = [duration(range.to - range.from)];
  if (measured !== null) {
    parts.push(plural(measured.events, l10n.t('{0} event|{0} events')));
    if (measured.begun > 0) parts.push(l10n.t('{0} began', number(measured.begun)));
    if (measured.ended > 0) parts.push(l10n.t('{0} ended', number(measured.ended)));
    if (measured.silent > 0) parts.push(plural(measured.silent, l10n.t('{0} silent ending|{0} silent endings')));
  }
  return { from: range.from - origin, to: range.to - origin, label: parts.join(' · ') };
}

/** Null while no log is shown. */
export function lanePlaces(model: TimelineModel, layout: Layout): LanePlaces | null {
  const { shown, geometry, sizes } = model.rows;
  if (shown === null) return null;
  const rasters = [shown.rasters.whole, shown.rasters.fine].filter((raster) => raster !== null);
  return {
    log: shown.log,
    folds: shown.folds,
    rows: geometry,
    laneHeight: sizes.laneHeight,
    view: model.view.window,
    layout,
    rasters,
    scroll: model.state.scroll,
    row: (row) => shown.lanes.row(row),
    headerOf: (row) => headerOver(shown, rasters, geometry, row),
  };
}

/** The date and the zone of the times on the axis, in a narrow panel without the year. */
function cornerWords(zone: Zone, at: number, roomy: boolean): string {
  if (zone === 'elapsed') return l10n.t('since the log began');
  return `${roomy ? date(at, zone) : day(at, zone)} · ${zoneName(zone, at)}`;
}

export function laneScene(model: TimelineModel, at: LanePlaces, drawn: Drawn): Scene {
  const { theme, focused, pointer, roomy } = drawn;
  const { zone } = model.state;
  const { selected, row, cursor, lit } = model.selection;
  const { log, folds, view, layout } = at;
  const width = layout.width - layout.gutter;
  const under = pointer === null ? null : hitTest(at, pointer.x, pointer.y);
  const visibleStart = log.origin + Math.max(0, folds.time(view.start));
  const label = (time: number): string => moment(time, log.origin, zone, pointerDigits(view, width));
  return {
    ...at,
    theme,
    ticks: foldedTicks(view, folds, log.origin, zone, width),
    corner: cornerWords(zone, visibleStart, roomy),
    selected: selected?.lane.session ?? null,
    selectedRow: row,
    focused,
    hoverRow: under?.lane == null ? -1 : under.row,
    pointer: under?.time == null ? null : { time: under.time, label: label(under.time) },
    cursor,
    range: rangeOf(model, log.origin),
    lit,
    isOpened: (session) => model.rows.isOpened(session),
    inside: (place) => drawn.inside(place),
    track: (session) => drawn.track(session),
    history: (session) => drawn.history(session),
  };
}
