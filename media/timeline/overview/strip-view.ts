/** The overview strip on the page: drawn again when it must, and a window to drag. */
import * as l10n from '@vscode/l10n';
import { h } from '../elements/dom.js';
import { wheelFactor } from '../lanes/pointer.js';
import type { TimelineModel } from '../state/model.js';
import type { OverviewScene } from '../lanes/scene.js';
import { stripRenderer } from './strip-renderer.js';
import type { Theme } from '../drawing/theme.js';
import { number } from '../../../src/words/numbers.js';
import { fit, toTime, toX, type Viewport } from '../geometry/viewport.js';

const HEIGHT = 58;
/** px around an edge of the window that take hold of it. */
const GRIP = 6;

type Hold = 'from' | 'to' | 'window' | 'new';

export interface StripView {
  readonly element: HTMLElement;
  redraw(): void;
  setTheme(theme: Theme): void;
  /** What is drawn, for another width, px. */
  picture(width: number): OverviewScene | null;
}

/** Which part of the window is at a place; all in px. */
export function holdAt(x: number, from: number, to: number, width: number): Hold {
  // A window on everything leaves nothing to move: dragging there marks a new one.
  if (Math.abs(x - from) <= GRIP) return 'from';
  if (Math.abs(x - to) <= GRIP) return 'to';
  return x > from && x < to && to - from < width - 2 ? 'window' : 'new';
}

export function createStripView(model: TimelineModel, moved: () => void): StripView {
  const canvas = h('canvas', { class: 'strip-canvas', role: 'img', 'aria-label': l10n.t('Overview') });
  const element = h('section', { class: 'strip', 'aria-label': l10n.t('Overview') }, canvas);
  const renderer = stripRenderer(canvas);
  let theme: Theme | null = null;
  let width = 0;
  let frame = 0;

  const scene = (width: number): OverviewScene | null => {
    const { shown } = model.rows;
    if (shown === null || theme === null || width === 0) return null;
    const { log, folds, density } = shown;
    return {
      log,
      folds,
      density,
      whole: fit(model.rows.length),
      view: model.view.window,
      width,
      height: HEIGHT,
      theme,
    };
  };
  const draw = (): void => {
    frame = 0;
    const now = scene(width);
    if (now === null || model.rows.shown === null) return;
    renderer.draw(now);
    const { density, counts } = model.rows.shown;
    const label = l10n.t(
      'Up to {0} sessions open at a time; {1} silent endings',
      number(density.peak),
      number(counts.silent),
    );
    if (canvas.getAttribute('aria-label') !== label) canvas.setAttribute('aria-label', label);
  };
  const redraw = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const measure = (): void => {
    if (element.clientWidth === 0) return;
    width = element.clientWidth;
    renderer.resize(width, HEIGHT);
    cancelAnimationFrame(frame);
    draw();
  };
  new ResizeObserver(measure).observe(element);

  const edges = (): { from: number; to: number; whole: Viewport } => {
    const whole = fit(model.rows.length);
    return {
      whole,
      from: toX(whole, model.view.window.start, width),
      to: toX(whole, model.view.window.start + model.view.window.span, width),
    };
  };
  const placeOf = (event: MouseEvent): number => event.clientX - canvas.getBoundingClientRect().left;
  let drag: { hold: Hold; begin: number; view: Viewport; moved: boolean } | null = null;

  const follow = (x: number): void => {
    if (drag === null) return;
    const { whole } = edges();
    const shift = ((x - drag.begin) / width) * whole.span;
    const { start, span } = drag.view;
    const end = start + span;
    if (drag.hold === 'window') model.view.show({ start: start + shift, span });
    else if (drag.hold === 'from') model.view.show(ordered(start + shift, end));
    else if (drag.hold === 'to') model.view.show(ordered(start, end + shift));
    else model.view.show(ordered(toTime(whole, drag.begin, width), toTime(whole, x, width)));
  };

  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || model.rows.log === null) return;
    moved();
    const x = placeOf(event);
    const { from, to } = edges();
    drag = { hold: holdAt(x, from, to, width), begin: x, view: model.view.window, moved: false };
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', (event) => {
    const x = placeOf(event);
    if (drag !== null) {
      if (!drag.moved && Math.abs(x - drag.begin) < 3) return;
      drag.moved = true;
      follow(x);
      return;
    }
    const { from, to } = edges();
    element.dataset['hold'] = holdAt(x, from, to, width);
  });
  element.addEventListener('pointerup', (event) => {
    const done = drag;
    drag = null;
    // A click beside the window brings the window there.
    if (done === null || done.moved || done.hold !== 'new') return;
    const time = toTime(edges().whole, placeOf(event), width);
    model.view.show({ start: time - model.view.window.span / 2, span: model.view.window.span });
  });
  element.addEventListener('pointercancel', () => (drag = null));
  element.addEventListener('dblclick', () => model.view.show(fit(model.rows.length)));
  element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      moved();
      const { whole } = edges();
      const time = toTime(whole, placeOf(event), width);
      const share = (time - model.view.window.start) / model.view.window.span;
      model.view.zoomAt(
        wheelFactor(event.deltaY, event.ctrlKey),
        Math.min(1, Math.max(0, share)) * model.rows.sizes.width,
      );
    },
    { passive: false },
  );

  return {
    element,
    redraw,
    setTheme(next) {
      theme = next;
      redraw();
    },
    picture: scene,
  };
}

function ordered(a: number, b: number): Viewport {
  return { start: Math.min(a, b), span: Math.abs(b - a) };
}
