/** The lanes on the page: canvas, scrollbar, tooltip, and what a screen reader hears of the selection. */
import type { SessionTrack } from '../../src/analysis/timeline.js';
import { axisTicks, pointerDigits } from './axis.js';
import { canvasRenderer } from './canvas-renderer.js';
import { h } from './dom.js';
import { type Hit, hitTest } from './hit.js';
import { totalHeight } from './rows.js';
import type { TimelineModel } from './model.js';
import type { Layout, Scene } from './scene.js';
import { spokenSession } from './spoken.js';
import type { Theme } from './theme.js';
import { date, localZoneName, moment } from './wording.js';
import { createTooltip } from './tooltip.js';

const AXIS_HEIGHT = 24;
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
  /** The scrollbar's extent follows the rows. */
  rowsChanged(): void;
  setTheme(theme: Theme): void;
  /** Hit test at a pointer event. */
  hit(event: MouseEvent): Hit | null;
  hover(event: MouseEvent | null): void;
  /** Time under the pointer, µs since origin; null while it is elsewhere. */
  pointedTime(): number | null;
  announceSelection(): void;
  focus(): void;
  hasFocus(): boolean;
  layout(): Layout;
}

export function createLanesView(
  model: TimelineModel,
  track: (session: number) => SessionTrack | undefined,
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

  const scene = (): Scene | null => {
    const { overview, lanes, view, state } = model;
    if (overview === null || lanes === null || theme === null || layout.width === 0) return null;
    const width = layout.width - layout.gutter;
    const at = { overview, lanes, view, scroll: state.scroll, layout };
    const under = pointer === null ? null : hitTest(at, pointer.x, pointer.y);
    const digits = pointerDigits(view, width);
    const visibleStart = overview.origin + Math.max(0, view.start);
    const zoned = state.zone === 'elapsed' ? 'since the log began' : date(visibleStart, state.zone);
    const zone = state.zone === 'local' ? localZoneName(visibleStart) : 'UTC';
    return {
      ...at,
      theme,
      ticks: axisTicks(view, overview.origin, state.zone, width),
      corner: state.zone === 'elapsed' || layout.gutter < GUTTER_WIDE ? zoned : `${zoned} · ${zone}`,
      selected: model.selected,
      focused: hasFocus(),
      hoverRow: under?.row ?? -1,
      pointer:
        under?.time == null
          ? null
          : { time: under.time, label: moment(under.time, overview.origin, state.zone, digits) },
      cursor: model.cursor,
      track,
    };
  };

  const hasFocus = (): boolean => document.activeElement === listbox;

  const draw = (): void => {
    frame = 0;
    const now = scene();
    if (now === null) return;
    renderer.draw(now);
    if (Math.abs(scrollbar.scrollTop - model.state.scroll) >= 1) {
      scrollbar.scrollTop = model.state.scroll;
      placed = scrollbar.scrollTop;
    }
    drawn();
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
    const scale = theme === null ? 1 : Math.max(1, theme.fontSize / 13);
    model.setSizes({
      width: width - layout.gutter,
      height: height - layout.axis,
      laneHeight: Math.round(20 * scale),
      headerHeight: Math.round(24 * scale),
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
    if (Math.abs(scrollbar.scrollTop - placed) >= 1) model.scrollTo(scrollbar.scrollTop);
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
    rowsChanged() {
      if (model.lanes === null) return;
      spacer.style.height = `${totalHeight(model.lanes) + model.sizes.laneHeight + AXIS_HEIGHT}px`;
      redraw();
    },
    setTheme(next) {
      theme = next;
      measure();
      redraw();
    },
    hit(event) {
      const now = scene();
      const box = canvas.getBoundingClientRect();
      return now === null ? null : hitTest(now, event.clientX - box.left, event.clientY - box.top);
    },
    hover(event) {
      const box = canvas.getBoundingClientRect();
      pointer = event === null ? null : { x: event.clientX - box.left, y: event.clientY - box.top };
      showTooltip();
      redraw();
    },
    pointedTime() {
      const now = pointer === null ? null : scene();
      return now?.pointer?.time ?? null;
    },
    announceSelection() {
      const { overview, lanes, selected } = model;
      const text = overview === null || selected === null ? 'No session selected' : spokenSession(overview, selected);
      option.textContent = text;
      option.setAttribute('aria-selected', String(selected !== null));
      const row = selected === null ? -1 : (lanes?.rowOf[selected] ?? -1);
      if (row >= 0) option.setAttribute('aria-posinset', String(row + 1));
      else option.removeAttribute('aria-posinset');
      // With the focus elsewhere (a jump from the editor's cursor, n in the detail area) the listbox stays silent.
      if (!hasFocus()) live.textContent = text;
    },
    focus: () => listbox.focus({ preventScroll: true }),
    hasFocus,
    layout: () => layout,
  };
}
