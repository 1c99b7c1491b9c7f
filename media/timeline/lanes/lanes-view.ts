/** The lanes on the page: canvas, scrollbar, tooltip, and what a screen reader hears of the selection. */
import { visible } from '../../../src/encoding/visible.js';
import type { GroupHeader, Seek } from '../../../src/analysis/lanes/protocol.js';
import { RASTER_BELOW, type Shown } from '../state/rows.js';
import { foldedTicks, pointerDigits } from './axis.js';
import { canvasRenderer } from './canvas-renderer.js';
import { h } from '../elements/dom.js';
import { type Hit, hitTest } from './hit.js';
import type { Raster } from '../data/raster-store.js';
import { pickInRaster } from './raster-pick.js';
import type { RowGeometry } from '../geometry/rows.js';
import type { TimelineModel } from '../state/model.js';
import type { Layout, Places, Scene } from './scene.js';
import { spokenSession } from '../words/spoken.js';
import type { Theme } from '../drawing/theme.js';
import { toTime } from '../geometry/viewport.js';
import { date, duration, grouped, localZoneName, moment } from '../words/wording.js';
import { createTooltip } from './tooltip.js';

const AXIS_HEIGHT = 24;
/** Of a lane that is good to read, at the editor's default size of text. */
const LANE_HEIGHT = 20;
/** Higher elements have no reliable scrollbar, px. */
const LONGEST_SCROLL = 8_000_000;
const GUTTER_WIDE = 218;
const GUTTER_NARROW = 138;
/** Below this width of the lanes' area the plugin column is given up. */
const NARROW = 520;
/** Width of the scrollbar beside the canvas, px; the style sheet has the same. */
const SCROLLBAR = 12;

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
  announceSelection(): void;
  focus(): void;
  hasFocus(): boolean;
  layout(): Layout;
  /** What is drawn, without what is there for the hands alone: pointer and focus. */
  picture(): Scene | null;
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
  const count = (n: number, one: string, more: string): string => `${grouped(n)} ${n === 1 ? one : more}`;
  const parts = [duration(range.to - range.from)];
  if (measured !== null) {
    parts.push(count(measured.events, 'event', 'events'));
    if (measured.begun > 0) parts.push(`${grouped(measured.begun)} began`);
    if (measured.ended > 0) parts.push(`${grouped(measured.ended)} ended`);
    if (measured.silent > 0) parts.push(count(measured.silent, 'silent ending', 'silent endings'));
  }
  return { from: range.from - origin, to: range.to - origin, label: parts.join(' · ') };
}

export function createLanesView(
  model: TimelineModel,
  contents: Pick<Scene, 'track' | 'history'>,
  overviewWidth: () => number,
  resized: () => void,
  drawn: () => void,
): LanesView {
  const canvas = h('canvas', { class: 'lanes-canvas', 'aria-hidden': 'true' });
  const spacer = h('div', { class: 'scroll-spacer' });
  const scrollbar = h('div', { class: 'lanes-scroll', tabindex: '-1', 'aria-hidden': 'true' }, spacer);
  const option = h('div', { id: 'current-session', role: 'option', 'aria-selected': 'false', class: 'unseen' });
  const listbox = h(
    'div',
    {
      class: 'lanes-focus',
      role: 'listbox',
      tabindex: '0',
      'aria-label': 'Sessions',
      'aria-activedescendant': 'current-session',
    },
    option,
  );
  const live = h('div', { class: 'unseen', 'aria-live': 'polite' });
  const tooltip = createTooltip();
  const element = h('div', { class: 'lanes' }, canvas, listbox, scrollbar, tooltip.element, live);
  const renderer = canvasRenderer(canvas);
  let theme: Theme | null = null;
  let layout: Layout = { width: 0, height: 0, gutter: GUTTER_WIDE, axis: AXIS_HEIGHT };
  let pointer: { x: number; y: number } | null = null;
  let frame = 0;
  /** Where the page itself put the scrollbar. */
  let placed = -1;

  const places = (): (Places & Pick<Scene, 'rasters'>) | null => {
    const { state } = model;
    const { shown, geometry: rows, sizes } = model.rows;
    const view = model.view.window;
    if (shown === null || theme === null || layout.width === 0) return null;
    const rasters = [shown.rasters.whole, shown.rasters.fine].filter((raster) => raster !== null);
    return {
      ...{ log: shown.log, folds: shown.folds, rows, laneHeight: sizes.laneHeight, view, layout, rasters },
      scroll: state.scroll,
      row: (row) => shown.lanes.row(row),
      headerOf: (row) => headerOver(shown, rasters, rows, row),
    };
  };

  const scene = (): Scene | null => {
    const at = places();
    if (at === null || theme === null) return null;
    const { state } = model;
    const { selected, cursor, lit } = model.selection;
    const { log, folds, view } = at;
    const width = layout.width - layout.gutter;
    const under = pointer === null ? null : hitTest(at, pointer.x, pointer.y);
    const digits = pointerDigits(view, width);
    const visibleStart = log.origin + Math.max(0, folds.time(view.start));
    const zoned = state.zone === 'elapsed' ? 'since the log began' : date(visibleStart, state.zone);
    const zone = state.zone === 'local' ? localZoneName(visibleStart) : 'UTC';
    return {
      ...at,
      theme,
      ticks: foldedTicks(view, folds, log.origin, state.zone, width),
      corner: state.zone === 'elapsed' || layout.gutter < GUTTER_WIDE ? zoned : `${zoned} · ${zone}`,
      selected: selected?.lane.session ?? null,
      selectedRow: selected?.row ?? -1,
      focused: hasFocus(),
      hoverRow: under?.lane == null ? -1 : under.row,
      pointer:
        under?.time == null ? null : { time: under.time, label: moment(under.time, log.origin, state.zone, digits) },
      cursor,
      range: rangeOf(model, log.origin),
      lit,
      isOpened: (session) => model.rows.isOpened(session),
      track: (session) => contents.track(session),
      history: (session) => contents.history(session),
    };
  };

  const hasFocus = (): boolean => document.activeElement === listbox;

  const draw = (): void => {
    frame = 0;
    const now = scene();
    if (now === null) return;
    renderer.draw(now);
    placeScrollbar();
    drawn();
  };
  /** px of the lanes for each px of the scrollbar: browsers end an element's height long before a large log ends. */
  let scale = 1;
  const placeScrollbar = (): void => {
    const height = model.rows.maxScroll() + layout.height;
    scale = Math.max(1, height / LONGEST_SCROLL);
    const spacerHeight = `${Math.round(model.rows.maxScroll() / scale + layout.height)}px`;
    if (spacer.style.height !== spacerHeight) spacer.style.height = spacerHeight;
    if (Math.abs(scrollbar.scrollTop - model.state.scroll / scale) >= 1) {
      scrollbar.scrollTop = model.state.scroll / scale;
      placed = scrollbar.scrollTop;
    }
  };
  const redraw = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };

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
  // Moved to a screen of another density.
  const watchDensity = (): void => {
    matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener(
      'change',
      () => {
        measure();
        watchDensity();
      },
      { once: true },
    );
  };
  watchDensity();

  scrollbar.addEventListener('scroll', () => {
    // The event tells of the scrollbar's own moves too, and late: the lanes may have gone on meanwhile.
    if (Math.abs(scrollbar.scrollTop - placed) >= 1) model.rows.scrollTo(scrollbar.scrollTop * scale);
    placed = -1;
  });
  listbox.addEventListener('focus', redraw);
  listbox.addEventListener('blur', redraw);

  const showTooltip = (): void => {
    const now = pointer === null ? null : scene();
    if (now === null || pointer === null) {
      tooltip.hide();
      return;
    }
    const under = hitTest(now, pointer.x, pointer.y);
    tooltip.show(now, under, model.state.zone, pointer.x, pointer.y);
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
      const box = canvas.getBoundingClientRect();
      return now === null ? null : hitTest(now, event.clientX - box.left, event.clientY - box.top);
    },
    timeAt(event) {
      const { folds, log } = model.rows;
      const x = event.clientX - canvas.getBoundingClientRect().left - layout.gutter;
      const time = folds.time(toTime(model.view.window, x, layout.width - layout.gutter));
      return Math.min(Math.max(0, time), log?.length ?? 0);
    },
    pick(event) {
      const now = places();
      const raster = now?.rasters.at(-1);
      if (now === null || raster === undefined || now.rows.height >= RASTER_BELOW) return null;
      const box = canvas.getBoundingClientRect();
      return pickInRaster(now, raster, event.clientX - box.left - layout.gutter, event.clientY - box.top - layout.axis);
    },
    hover(event) {
      const box = canvas.getBoundingClientRect();
      pointer = event === null ? null : { x: event.clientX - box.left, y: event.clientY - box.top };
      showTooltip();
      redraw();
    },
    pointedPlace() {
      const now = pointer === null ? null : places();
      if (now === null || pointer === null) return null;
      const { time } = hitTest(now, pointer.x, pointer.y);
      return time === null ? null : now.folds.place(time);
    },
    announceSelection() {
      const { selected } = model.selection;
      const text = selected === null ? 'No session selected' : visible(spokenSession(selected.lane));
      if (option.textContent !== text) option.textContent = text;
      option.setAttribute('aria-selected', String(selected !== null));
      const row = selected?.row ?? -1;
      if (row >= 0) option.setAttribute('aria-posinset', String(row + 1));
      else option.removeAttribute('aria-posinset');
      // With the focus elsewhere (a jump from the editor's cursor, n in the detail area) the listbox stays silent.
      if (!hasFocus() && live.textContent !== text) live.textContent = text;
    },
    focus: () => listbox.focus({ preventScroll: true }),
    hasFocus,
    layout: () => layout,
    picture() {
      const now = scene();
      return now === null ? null : { ...now, pointer: null, hoverRow: -1, focused: false };
    },
  };
}
