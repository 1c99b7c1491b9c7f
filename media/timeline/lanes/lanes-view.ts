/** The lanes on the page: canvas, listbox, scrollbar and tooltip, drawn anew before the next frame. */
import type { Seek } from '../../../src/analysis/lanes/requests.js';
import type { Theme } from '../drawing/theme.js';
import { h } from '../elements/dom.js';
import { toTime } from '../geometry/viewport.js';
import type { TimelineModel } from '../state/model.js';
import { RASTER_BELOW } from '../state/rows.js';
import { canvasRenderer } from './canvas-renderer.js';
import { type Hit, hitTest } from './hit.js';
import { createLaneListbox } from './lane-listbox.js';
import { type LanePlaces, lanePlaces, laneScene } from './lane-scene.js';
import { createLaneScrollbar, SCROLLBAR } from './lane-scrollbar.js';
import { pickInRaster } from './raster-pick.js';
import type { Layout, Scene } from './scene.js';
import { createTooltip } from './tooltip.js';

const AXIS_HEIGHT = 24;
/** Of a lane that is good to read, at the editor's default size of text. */
const LANE_HEIGHT = 20;
const GUTTER_WIDE = 218;
const GUTTER_NARROW = 138;
/** Below this width of the lanes' area the plugin column is given up. */
const NARROW = 520;

export interface LanesView {
  readonly element: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Draws before the next frame, once however often it is asked. */
  redraw(): void;
  setTheme(theme: Theme): void;
  /** Hit test at a pointer event. */
  hit(event: MouseEvent): Hit | null;
  hover(event: MouseEvent | null): void;
  /** Time at a pointer event, µs since origin, within the log. */
  timeAt(event: MouseEvent): number;
  /** Which row a pointer event means among lanes too low to be told apart; null elsewhere. */
  pick(event: MouseEvent): Seek | null;
  /** Place under the pointer on the folded line, µs; null while it is elsewhere. */
  pointedPlace(): number | null;
  /** To those who hear the page; `isHeard`: what has the focus tells it itself. */
  announceSelection(isHeard: boolean): void;
  focus(): void;
  hasFocus(): boolean;
  layout(): Layout;
  /** What is drawn, without what is there for the pointer and the keyboard alone. */
  picture(): Scene | null;
}

/**
 * @param overviewWidth px
 * @param resized       the lanes have another size
 * @param drawn         they have been drawn: what is missing can be asked for
 */
export function createLanesView(
  model: TimelineModel,
  contents: Pick<Scene, 'track' | 'history' | 'inside'>,
  overviewWidth: () => number,
  resized: () => void,
  drawn: () => void,
): LanesView {
  let frame = 0;
  const redraw = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const canvas = h('canvas', { class: 'lanes-canvas', 'aria-hidden': 'true' });
  const scrollbar = createLaneScrollbar(model.rows);
  const keyboard = createLaneListbox(redraw);
  const tooltip = createTooltip();
  const element = h(
    'div',
    { class: 'lanes' },
    canvas,
    keyboard.listbox,
    scrollbar.element,
    tooltip.element,
    keyboard.live,
  );
  const renderer = canvasRenderer(canvas);
  let theme: Theme | null = null;
  let layout: Layout = { width: 0, height: 0, gutter: GUTTER_WIDE, axis: AXIS_HEIGHT };
  let pointer: { x: number; y: number } | null = null;

  const places = (): LanePlaces | null => (theme === null || layout.width === 0 ? null : lanePlaces(model, layout));
  const scene = (): Scene | null => {
    const at = places();
    if (at === null || theme === null) return null;
    const roomy = layout.gutter >= GUTTER_WIDE;
    return laneScene(model, at, { ...contents, theme, focused: keyboard.hasFocus(), pointer, roomy });
  };
  function draw(): void {
    frame = 0;
    const now = scene();
    if (now === null) return;
    renderer.draw(now);
    scrollbar.place(model.state.scroll, layout.height);
    drawn();
  }

  const measure = (): void => {
    const width = Math.max(0, element.clientWidth - SCROLLBAR);
    const height = element.clientHeight;
    if (width === 0 || height === 0) return;
    layout = { width, height, gutter: width < NARROW ? GUTTER_NARROW : GUTTER_WIDE, axis: AXIS_HEIGHT };
    renderer.resize(width, height);
    const text = theme === null ? 1 : Math.max(1, theme.fontSize / 13);
    model.rows.setSizes({
      width: width - layout.gutter,
      height: height - layout.axis,
      laneHeight: Math.round(LANE_HEIGHT * text),
      overview: element.clientWidth === 0 ? 0 : overviewWidth(),
    });
    resized();
    // A canvas is empty once resized: draw at once, or it flashes.
    cancelAnimationFrame(frame);
    draw();
  };
  new ResizeObserver(measure).observe(element);
  watchDensity(measure);

  const at = (event: MouseEvent): { x: number; y: number } => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const hitAt = (now: LanePlaces, { x, y }: { x: number; y: number }): Hit => hitTest(now, x, y);
  // A tooltip under a resting pointer must not cover what a key opens; moving the pointer shows it again.
  document.addEventListener('keydown', () => tooltip.hide(), { capture: true });
  const showTooltip = (): void => {
    const now = pointer === null ? null : scene();
    if (now === null || pointer === null) tooltip.hide();
    else tooltip.show(now, hitAt(now, pointer), model.state.zone, pointer.x, pointer.y);
  };

  return {
    element,
    canvas,
    redraw,
    setTheme(next) {
      theme = next;
      measure();
      redraw();
    },
    hit(event) {
      const now = places();
      return now === null ? null : hitAt(now, at(event));
    },
    timeAt(event) {
      const { folds, log } = model.rows;
      const time = folds.time(toTime(model.view.window, at(event).x - layout.gutter, layout.width - layout.gutter));
      return Math.min(Math.max(0, time), log?.length ?? 0);
    },
    pick(event) {
      const now = places();
      const raster = now?.rasters.at(-1);
      if (now === null || raster === undefined || now.rows.height >= RASTER_BELOW) return null;
      const { x, y } = at(event);
      return pickInRaster(now, raster, x - layout.gutter, y - layout.axis);
    },
    hover(event) {
      const before = pointer;
      pointer = event === null ? null : at(event);
      // Browsers send a move, too, when something new appears under a pointer at rest.
      if (pointer === null || pointer.x !== before?.x || pointer.y !== before.y) showTooltip();
      redraw();
    },
    pointedPlace() {
      const now = pointer === null ? null : places();
      if (now === null || pointer === null) return null;
      const { time } = hitAt(now, pointer);
      return time === null ? null : now.folds.place(time);
    },
    announceSelection(isHeard) {
      const { log, shown } = model.rows;
      const found = model.selection.looked;
      const isStay = found !== null && found.lane.session >= (log?.count ?? 0);
      keyboard.announce(found === null ? null : { found, isStay, rows: shown?.rows ?? 0 }, isHeard);
    },
    focus: () => keyboard.focus(),
    hasFocus: () => keyboard.hasFocus(),
    layout: () => layout,
    picture() {
      const now = scene();
      return now === null ? null : { ...now, pointer: null, hoverRow: -1, focused: false };
    },
  };
}

/** Told when the window is moved to a screen of another density. */
function watchDensity(changed: () => void): void {
  matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener(
    'change',
    () => {
      changed();
      watchDensity(changed);
    },
    { once: true },
  );
}
