/**
 * The shapes that tell how a session ended (and that its beginning is not in the log). The same shapes serve in lanes,
 * gutter and legend, so what one learns in one place holds everywhere.
 */
import type { Outcome } from '../../../src/analysis/requests/timeline.js';
import type { DrawingContext } from '../drawing/drawing-context.js';
import type { Theme } from '../drawing/theme.js';

/**
 * How a bar ends; `provisional` where that shows within seconds, `expected` silently and as expected, `kicked` and
 * `implied` are of stays.
 */
export type Ending = Outcome | 'provisional' | 'expected' | 'kicked' | 'implied';

function outcomeColor(theme: Theme, outcome: Ending): string {
  if (outcome === 'silent') return theme.silent;
  if (outcome === 'timeout') return theme.timeout;
  if (outcome === 'expected') return theme.muted;
  return outcome === 'open' ? theme.up : theme.foreground;
}

/** Red diamond: ended, and no session event says so; a quiet one where that is expected. */
export function drawDiamond(
  context: DrawingContext,
  theme: Theme,
  x: number,
  y: number,
  radius: number,
  expected = false,
): void {
  context.beginPath();
  context.moveTo(x, y - radius);
  context.lineTo(x + radius, y);
  context.lineTo(x, y + radius);
  context.lineTo(x - radius, y);
  context.closePath();
  context.fillStyle = expected ? theme.muted : theme.silent;
  context.fill();
}

/** Empty diamond: whether it ended silently shows within seconds. Red is for what is certain to have happened. */
function drawEmptyDiamond(context: DrawingContext, theme: Theme, x: number, y: number): void {
  context.beginPath();
  context.moveTo(x, y - 6);
  context.lineTo(x + 6, y);
  context.lineTo(x, y + 6);
  context.lineTo(x - 6, y);
  context.closePath();
  context.fillStyle = theme.background;
  context.fill();
  context.strokeStyle = theme.foreground;
  context.lineWidth = 1.5;
  context.stroke();
}

/** Clock: the watchdog's `timeout`. */
function drawClock(context: DrawingContext, theme: Theme, x: number, y: number): void {
  context.beginPath();
  context.arc(x, y, 5, 0, Math.PI * 2);
  context.fillStyle = theme.background;
  context.fill();
  context.strokeStyle = theme.timeout;
  context.lineWidth = 1.75;
  context.stroke();
  context.beginPath();
  context.moveTo(x, y - 3);
  context.lineTo(x, y);
  context.lineTo(x + 2.5, y);
  context.lineWidth = 1.25;
  context.stroke();
}

/** Arrow: still open where the log ends. */
function drawArrow(context: DrawingContext, theme: Theme, x: number, y: number): void {
  context.beginPath();
  context.moveTo(x, y - 6);
  context.lineTo(x + 7, y);
  context.lineTo(x, y + 6);
  context.closePath();
  context.fillStyle = theme.up;
  context.fill();
}

/** Dotted fade: the log cannot tell how it went on. */
function drawFade(context: DrawingContext, theme: Theme, x: number, y: number): void {
  context.fillStyle = theme.muted;
  for (let i = 0; i < 4; i++) {
    context.globalAlpha = 1 - i * 0.2;
    context.beginPath();
    context.arc(x + 5 + i * 6, y, 1.75, 0, Math.PI * 2);
    context.fill();
  }
  context.globalAlpha = 1;
}

/** Cross: thrown out. */
function drawCross(context: DrawingContext, theme: Theme, x: number, y: number): void {
  for (const [color, width] of [
    [theme.background, 5],
    [theme.foreground, 2],
  ] as const) {
    context.beginPath();
    context.moveTo(x - 5, y - 5);
    context.lineTo(x + 5, y + 5);
    context.moveTo(x + 5, y - 5);
    context.lineTo(x - 5, y + 5);
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke();
  }
}

/** Broken line: it ended with what held it, and no event told. */
function drawBroken(context: DrawingContext, theme: Theme, x: number, y: number): void {
  context.fillStyle = theme.foreground;
  for (const top of [-7, -2, 3]) context.fillRect(x - 1.25, y + top, 2.5, 4);
}

/** Size at which a shape is told from a spot, as a part of its full size. */
const SHAPE_FROM = 0.45;

/** The end of a bar too low for a shape: a spot in its colour, which for a silent one is never less than 3 px. */
function drawSpot(context: DrawingContext, theme: Theme, outcome: Ending, x: number, y: number, height: number): void {
  const size = outcome === 'silent' ? Math.max(3, height * 0.7) : Math.max(1, height * 0.5);
  context.fillStyle = outcomeColor(theme, outcome);
  context.fillRect(Math.floor(x - size / 2), Math.floor(y - size / 2), Math.ceil(size), Math.ceil(size));
}

/** Draws the end of a bar; (x, y) is where the bar's middle line ends, `scale` 1 for a lane that is good to read. */
export function drawEnding(
  context: DrawingContext,
  theme: Theme,
  outcome: Ending,
  x: number,
  y: number,
  scale = 1,
): void {
  if (scale < SHAPE_FROM) {
    if (outcome !== 'unknown') drawSpot(context, theme, outcome, x, y, scale * 20);
    return;
  }
  if (scale >= 1) {
    drawShape(context, theme, outcome, x, y);
    return;
  }
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  drawShape(context, theme, outcome, 0, 0);
  context.restore();
}

function drawShape(context: DrawingContext, theme: Theme, outcome: Ending, x: number, y: number): void {
  if (outcome === 'silent' || outcome === 'expected') {
    // A rim in the ground's colour keeps the diamond apart from its bar.
    context.lineWidth = 2.5;
    context.strokeStyle = theme.background;
    context.beginPath();
    context.moveTo(x, y - 7);
    context.lineTo(x + 7, y);
    context.lineTo(x, y + 7);
    context.lineTo(x - 7, y);
    context.closePath();
    context.stroke();
    drawDiamond(context, theme, x, y, 6.5, outcome === 'expected');
  } else if (outcome === 'provisional') drawEmptyDiamond(context, theme, x, y);
  else if (outcome === 'timeout') drawClock(context, theme, x, y);
  else if (outcome === 'open') drawArrow(context, theme, x, y);
  else if (outcome === 'unknown') drawFade(context, theme, x, y);
  else if (outcome === 'kicked') drawCross(context, theme, x, y);
  else if (outcome === 'implied') drawBroken(context, theme, x, y);
  else {
    context.fillStyle = theme.foreground;
    context.fillRect(x - 1.5, y - 7, 3, 14);
  }
}

/** Frayed edge: `created` is not in the log, the session is older than this. Drawn to the left of x. */
export function drawFray(context: DrawingContext, x: number, top: number, height: number, color: string): void {
  context.fillStyle = color;
  for (let i = 0; i < 3; i++) {
    const inset = i;
    context.fillRect(x - 4 - i * 4, top + inset, 2.5 - i * 0.5, height - inset * 2);
  }
}
