/** What is under the pointer. Pure: from a place on the lanes' canvas to what the scene has there. */
import type { GroupHeader, Lane, TimelineMark, TimelineStretch } from '../../../src/analysis/lanes/protocol.js';
import { RASTER_BELOW } from '../state/rows.js';
import { farHeaders, stickyHeader } from './canvas-renderer.js';
import { ID_LEFT } from './draw-rows.js';
import { isHeader } from '../data/lane-store.js';
import { rowAt, rowTop } from '../geometry/rows.js';
import { type Places, type Scene, timeX } from './scene.js';
import { toTime } from '../geometry/viewport.js';

export interface Hit {
  readonly area: 'axis' | 'gutter' | 'lanes';
  /** Row under the pointer, −1 for none. Where lanes are lower than a pixel, one of those there. */
  readonly row: number;
  readonly lane: Lane | null;
  /** The header of a group. */
  readonly header: GroupHeader | null;
  /** px below an opened lane, on the lines of its handles; −1 elsewhere. */
  readonly below: number;
  /** Before a lane's id, where it is opened. */
  readonly chevron: boolean;
  /** µs since origin; null over the gutter. */
  readonly time: number | null;
  readonly mark: TimelineMark | null;
  readonly stretch: TimelineStretch | null;
  /** µs that are folded away here; 0 for none. */
  readonly folded: number;
}

/** px around a mark's line that count as on it. */
const MARK_REACH = 4;

/** `x` and `y` in CSS px from the canvas' corner. */
export function hitTest(scene: Places & Pick<Scene, 'rasters'>, x: number, y: number): Hit {
  const { layout, rows, view, log, folds, laneHeight } = scene;
  const inGutter = x < layout.gutter;
  const place = inGutter ? null : toTime(view, x - layout.gutter, layout.width - layout.gutter);
  const time = place === null ? null : folds.time(place);
  const near = (at: number): boolean => Math.abs(timeX(scene, at) - x) <= MARK_REACH;
  const nothing: Hit = {
    area: inGutter ? 'gutter' : 'lanes',
    ...{ row: -1, lane: null, header: null, below: -1, chevron: false, time, mark: null, stretch: null },
    folded: place === null ? 0 : foldedAt(scene, place),
  };
  const mark = inGutter ? null : (log.marks.find((each) => near(each.at)) ?? null);
  const stretch =
    time === null
      ? null
      : (log.stretches.find(
          ({ from, to, kind }) => kind === 'damaged' && ((time >= from && time <= to) || near(from)),
        ) ??
        (y < layout.axis ? log.stretches[0] : undefined) ??
        null);
  if (y < layout.axis) return { ...nothing, area: inGutter ? 'gutter' : 'axis', mark, stretch };
  const far = rows.height < laneHeight;
  const sticky = stickyHeader(scene);
  const heads = [...(sticky === null ? [] : [sticky]), ...(far ? farHeaders(scene) : [])];
  const head = far && !inGutter ? undefined : heads.find((each) => y >= each.y && y < each.y + laneHeight);
  if (head !== undefined) return { ...nothing, header: head.header };
  const height = y - layout.axis + scene.scroll;
  const row = rowAt(rows, height);
  const at = row < 0 || rows.height < RASTER_BELOW ? undefined : scene.row(row);
  if (at !== undefined && isHeader(at)) return far ? { ...nothing, row } : { ...nothing, row, header: at };
  return {
    ...nothing,
    row,
    lane: at ?? null,
    below: at === undefined ? -1 : Math.max(-1, height - rowTop(rows, row) - rows.height),
    chevron: at !== undefined && x < ID_LEFT,
    mark,
    stretch,
  };
}

function foldedAt({ folds }: Places, place: number): number {
  for (let i = 0; i < folds.marks.length; i += 2)
    if (place > (folds.marks[i] ?? 0) && place < (folds.marks[i + 1] ?? 0))
      return (folds.gaps[i + 1] ?? 0) - (folds.gaps[i] ?? 0);
  return 0;
}
