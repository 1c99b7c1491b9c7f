/** What is drawn in the bar of a stay besides what a session has: talking, muted. */
import type { SessionTrack } from '../../../src/analysis/requests/timeline.js';
import type { DrawingContext } from '../drawing/drawing-context.js';
import { type Scene, timeX } from './scene.js';

/** Talking above the bar's middle, muted as a dark line through it. */
export function drawStates(context: DrawingContext, scene: Scene, track: SessionTrack, top: number, bar: number): void {
  const { layout, theme } = scene;
  const spans = (times: readonly number[], each: (x: number, width: number) => void): void => {
    for (let i = 0; i + 1 < times.length; i += 2) {
      const x = Math.max(layout.gutter, timeX(scene, times[i] ?? 0));
      const right = Math.min(layout.width, timeX(scene, times[i + 1] ?? 0));
      if (right > x) each(x, Math.max(1, right - x));
    }
  };
  context.fillStyle = theme.plugin;
  spans(track.talking, (x, width) => context.fillRect(x, top - 3, width, 2));
  context.fillStyle = theme.background;
  spans(track.muted, (x, width) => context.fillRect(x, top + bar / 2 - 1, width, 2));
}
