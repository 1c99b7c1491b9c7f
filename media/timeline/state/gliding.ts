/** From window to window in time, so that the eye can follow. */
import { fit, type Viewport, zoomAt } from '../geometry/viewport.js';
import type { TimelineModel } from './model.js';
import { createMotion } from './motion.js';

export interface Gliding {
  /** Zooms around the place under the pointer, else the selection, else the middle. */
  zoom(factor: number): void;
  fitAll(): void;
  fitSelection(): void;
  toEnd(): void;
  /** Something is moved by hand: a glide under way ends where it is. */
  stop(): void;
}

/** @param pointedPlace place under the pointer on the folded line, µs; null while it is elsewhere */
export function createGliding(model: TimelineModel, pointedPlace: () => number | null): Gliding {
  const { rows, view, selection } = model;
  const motion = createMotion();
  const glide = (to: Viewport): void => motion.glide(view.window, to, (window) => view.show(window));
  return {
    zoom(factor) {
      const from = motion.target() ?? view.window;
      const anchor = pointedPlace() ?? selection.placeIn(from) ?? from.start + from.span / 2;
      const { width } = rows.sizes;
      glide(zoomAt(from, rows.length, factor, ((anchor - from.start) / from.span) * width, width));
    },
    fitAll: () => glide(fit(rows.length)),
    fitSelection() {
      const window = selection.window();
      if (window !== null) glide(window);
    },
    toEnd: () => glide(view.atEnd()),
    stop: () => motion.stop(),
  };
}
