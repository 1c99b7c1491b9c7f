/** What a renderer is given, and what it must be able to do. Nothing here knows how pixels are made. */
import type { Folds } from '../../../src/analysis/lanes/folds.js';
import type { GroupHeader, TimelineLog } from '../../../src/analysis/lanes/protocol.js';
import type { DensityAnswer } from '../../../src/analysis/lanes/requests.js';
import type { SessionTrack } from '../../../src/analysis/requests/timeline.js';
import type { Tick } from './axis.js';
import type { SessionHistory } from '../data/handle-history.js';
import type { InsideLine } from '../data/inside-store.js';
import type { Row } from '../data/lane-store.js';
import type { Raster } from '../data/raster-store.js';
import type { RowGeometry } from '../geometry/rows.js';
import type { Theme } from '../drawing/theme.js';
import { toX, type Viewport } from '../geometry/viewport.js';

/** Sizes in CSS px. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Width of the column with ids and plugins; lanes begin there. */
  readonly gutter: number;
  /** Height of the axis on top; rows begin there. */
  readonly axis: number;
}

/** What stands where: enough to find what is under the pointer. Times are µs since origin. */
export interface Places {
  readonly log: TimelineLog;
  readonly folds: Folds;
  readonly rows: RowGeometry;
  /** Height of a header and of a lane that is good to read, px. */
  readonly laneHeight: number;
  readonly view: Viewport;
  /** px scrolled down. */
  readonly scroll: number;
  readonly layout: Layout;
  /** undefined while it has not arrived. */
  row(row: number): Row | undefined;
  /** Header of the row's group. */
  headerOf(row: number): GroupHeader | undefined;
}

export interface Scene extends Places {
  readonly theme: Theme;
  readonly ticks: readonly Tick[];
  /** The date and zone above the gutter. */
  readonly corner: string;
  /** Rasters of everything and of what is looked at, where lanes are too low to be drawn one by one. */
  readonly rasters: readonly Raster[];
  readonly selected: number | null;
  readonly selectedRow: number;
  /** The lanes hold the keyboard focus: the selection is drawn stronger. */
  readonly focused: boolean;
  readonly hoverRow: number;
  /** Under the pointer, with its label; null outside the lanes. */
  readonly pointer: { readonly time: number; readonly label: string } | null;
  /** Time of the event stepped to. */
  readonly cursor: number | null;
  /** Marked by hand, with what is to be said of it. */
  readonly range: { readonly from: number; readonly to: number; readonly label: string } | null;
  /** Rows lit with the selected one, ascending. */
  readonly lit: Int32Array;
  isOpened(session: number): boolean;
  /** How many were inside a room; undefined while it is not known. */
  inside(place: number): InsideLine | undefined;
  track(session: number): SessionTrack | undefined;
  /** What its handles went through, of an opened lane; undefined while it has not been read. */
  history(session: number): SessionHistory | undefined;
}

/** CSS px from the canvas' left edge of a time. */
export function timeX({ layout, view, folds }: Places, time: number): number {
  return layout.gutter + toX(view, folds.place(time), layout.width - layout.gutter);
}

export interface OverviewScene {
  readonly log: TimelineLog;
  readonly folds: Folds;
  readonly density: DensityAnswer;
  /** Places under the strip's edges. */
  readonly whole: Viewport;
  readonly view: Viewport;
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
}

export interface LaneRenderer {
  /** CSS px; the renderer minds the device's pixel ratio. */
  resize(width: number, height: number): void;
  draw(scene: Scene): void;
}

export interface StripRenderer {
  resize(width: number, height: number): void;
  draw(scene: OverviewScene): void;
}
