/** A canvas as sharp as the screen: sized in CSS px, drawn in device px. */
import * as l10n from '@vscode/l10n';
import { visible } from '../../../src/encoding/visible.js';
import type { DrawingContext } from './drawing-context.js';

export interface SharpCanvas {
  readonly context: CanvasRenderingContext2D;
  resize(width: number, height: number): void;
}

export function sharpCanvas(canvas: HTMLCanvasElement): SharpCanvas {
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error(l10n.t('This view needs a 2D canvas.'));
  return {
    context,
    resize(width, height) {
      const ratio = window.devicePixelRatio;
      canvas.width = Math.max(1, Math.round(width * ratio));
      canvas.height = Math.max(1, Math.round(height * ratio));
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
    },
  };
}

/** Longest beginning of what a log calls something that fits, with an ellipsis where it was cut; fit to be drawn. */
export function fitText(context: Pick<DrawingContext, 'measureText'>, name: string, width: number): string {
  const text = visible(name);
  if (context.measureText(text).width <= width) return text;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(`${text.slice(0, middle)}…`).width <= width) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${text.slice(0, low)}…`;
}
