/** What is asked for to draw rows: how much is needed follows from what is on the screen. */
import type { TimelineLog } from '../../../src/analysis/lanes/protocol.js';
import type { DensityAnswer } from '../../../src/analysis/lanes/requests.js';
import type { RasterWindow } from '../data/raster-store.js';
import type { RowGeometry } from '../geometry/rows.js';
import { fit, type Viewport } from '../geometry/viewport.js';
import type { Context } from './context.js';

/** Sizes needed to zoom at a place and to scroll to a row, CSS px. */
export interface LaneSizes {
  readonly width: number;
  readonly height: number;
  /** Of a lane that is good to read. */
  readonly laneHeight: number;
  /** Width of the overview. */
  readonly overview: number;
}

/**
 * The overview of one arrangement.
 * @param length µs of the log's folded line
 * @param width  px of the overview
 */
export function askDensity(
  { ask, state }: Context,
  { revision }: TimelineLog,
  arrangement: number,
  length: number,
  width: number,
): Promise<DensityAnswer> {
  const { start: from, span } = fit(length);
  const columns = Math.max(1, Math.round(width));
  return ask({ method: 'density', revision, arrangement, folded: state.foldIdle, from, span, columns });
}

/** @param scroll px */
export function rasterWindow(sizes: LaneSizes, geometry: RowGeometry, view: Viewport, scroll: number): RasterWindow {
  const { width, height } = sizes;
  return { view, width: Math.max(1, width), height, firstRow: scroll / geometry.height, rowHeight: geometry.height };
}
