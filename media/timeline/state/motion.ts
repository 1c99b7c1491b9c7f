/** Glides from one view to another, unless the person asked for less motion. */
import { between, type Viewport } from '../geometry/viewport.js';

const GLIDE_MS = 140;

export interface Motion {
  glide(from: Viewport, to: Viewport, show: (view: Viewport) => void): void;
  /** Where the glide under way will end, or null. */
  target(): Viewport | null;
  stop(): void;
}

export function createMotion(): Motion {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let frame = 0;
  let goal: Viewport | null = null;
  const stop = (): void => {
    cancelAnimationFrame(frame);
    goal = null;
  };
  return {
    glide(from, to, show) {
      stop();
      if (calm.matches || document.body.classList.contains('vscode-reduce-motion')) {
        show(to);
        return;
      }
      goal = to;
      const began = performance.now();
      const next = (now: number): void => {
        const part = Math.min(1, Math.max(0, (now - began) / GLIDE_MS));
        // Fast first, then settling.
        show(between(from, to, 1 - (1 - part) ** 3));
        if (part < 1) frame = requestAnimationFrame(next);
        else goal = null;
      };
      frame = requestAnimationFrame(next);
    },
    target: () => goal,
    stop,
  };
}
