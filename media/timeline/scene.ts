/** What a renderer is given, and what it must be able to do. Nothing here knows how pixels are made. */
import type { SessionTrack, TimelineOverview } from '../../src/analysis/timeline.js';
import type { Tick } from './axis.js';
import type { Density } from './density.js';
import type { Lanes } from './lanes.js';
import type { Theme } from './theme.js';
import type { Viewport } from './viewport.js';

/** Sizes in CSS px. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Width of the column with ids and plugins; lanes begin there. */
  readonly gutter: number;
  /** Height of the axis on top; rows begin there. */
  readonly axis: number;
}

export interface Scene {
  readonly overview: TimelineOverview;
  readonly lanes: Lanes;
  readonly view: Viewport;
  /** px scrolled down. */
  readonly scroll: number;
  readonly layout: Layout;
  readonly theme: Theme;
  readonly ticks: readonly Tick[];
  /** The date and zone above the gutter. */
  readonly corner: string;
  readonly selected: number | null;
  /** The lanes hold the keyboard focus: the selection is drawn stronger. */
  readonly focused: boolean;
  readonly hoverRow: number;
  /** Under the pointer, µs since origin, with its label; null outside the lanes. */
  readonly pointer: { readonly time: number; readonly label: string } | null;
  /** Time of the event stepped to, µs since origin. */
  readonly cursor: number | null;
  track(session: number): SessionTrack | undefined;
}

export interface OverviewScene {
  readonly overview: TimelineOverview;
  readonly density: Density;
  /** Time under the strip's edges. */
  readonly whole: Viewport;
  readonly view: Viewport;
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
}

/** Draws lanes. Another renderer (a raster of a density pyramid) can stand in without anyone else noticing. */
export interface LaneRenderer {
  /** CSS px; the renderer minds the device's pixel ratio. */
  resize(width: number, height: number): void;
  draw(scene: Scene): void;
}

export interface StripRenderer {
  resize(width: number, height: number): void;
  draw(scene: OverviewScene): void;
}
