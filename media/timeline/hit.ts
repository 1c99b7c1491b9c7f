/** What is under the pointer. Pure: from a place on the lanes' canvas to what the scene has there. */
import type { TimelineMark } from '../../src/analysis/timeline.js';
import { stickyHeader } from './canvas-renderer.js';
import { rowAt } from './rows.js';
import type { Scene } from './scene.js';
import { toTime } from './viewport.js';

export interface Hit {
  readonly area: 'axis' | 'gutter' | 'lanes';
  /** Row under the pointer, −1 for none. */
  readonly row: number;
  readonly session: number | null;
  readonly group: number | null;
  /** µs since origin; null over the gutter. */
  readonly time: number | null;
  readonly mark: TimelineMark | null;
}

/** px around a mark's line that count as on it. */
const MARK_REACH = 4;

/** `x` and `y` in CSS px from the canvas' corner. */
export function hitTest(
  scene: Pick<Scene, 'overview' | 'lanes' | 'view' | 'scroll' | 'layout'>,
  x: number,
  y: number,
): Hit {
  const { layout, lanes, view, overview } = scene;
  const width = layout.width - layout.gutter;
  const inGutter = x < layout.gutter;
  const time = inGutter ? null : toTime(view, x - layout.gutter, width);
  const reach = (MARK_REACH / Math.max(1, width)) * view.span;
  const mark = time === null ? null : (overview.marks.find((each) => Math.abs(each.at - time) <= reach) ?? null);
  if (y < layout.axis) return { area: inGutter ? 'gutter' : 'axis', row: -1, session: null, group: null, time, mark };
  const area = inGutter ? 'gutter' : 'lanes';
  const sticky = stickyHeader(scene);
  if (sticky !== null && y < sticky.y + lanes.headerHeight) {
    return { area, row: -1, session: null, group: sticky.group, time, mark: null };
  }
  const row = rowAt(lanes, y - layout.axis + scene.scroll);
  const at = row < 0 ? null : (lanes.rows[row] ?? null);
  if (at === null) return { area, row: -1, session: null, group: null, time, mark };
  return { area, row, session: at >= 0 ? at : null, group: at < 0 ? ~at : null, time, mark };
}
