/** Group headers and the gutter with ids and plugins. */
import { fitText } from './canvas.js';
import { drawDiamond } from './draw-endings.js';
import { outcomeOf } from './lanes.js';
import type { Scene } from './scene.js';
import { grouped } from './wording.js';

type Context = CanvasRenderingContext2D;

/** Left edge of ids; the mark of a silent ending stands before them. */
export const ID_LEFT = 22;
/** In a gutter at least this wide the plugin has a column of its own. */
const PLUGIN_FROM = 180;

function drawChevron(context: Context, scene: Scene, x: number, y: number, open: boolean): void {
  context.beginPath();
  if (open) {
    context.moveTo(x - 3.5, y - 1.75);
    context.lineTo(x, y + 1.75);
    context.lineTo(x + 3.5, y - 1.75);
  } else {
    context.moveTo(x - 1.75, y - 3.5);
    context.lineTo(x + 1.75, y);
    context.lineTo(x - 1.75, y + 3.5);
  }
  context.strokeStyle = scene.theme.foreground;
  context.lineWidth = 1.25;
  context.stroke();
}

export function drawHeader(context: Context, scene: Scene, group: number, y: number): void {
  const { theme, layout, lanes } = scene;
  const about = lanes.groups[group];
  if (about === undefined) return;
  const middle = y + lanes.headerHeight / 2;
  context.fillStyle = theme.raised;
  context.fillRect(0, y, layout.width, lanes.headerHeight);
  context.fillStyle = theme.border;
  context.fillRect(0, y + lanes.headerHeight - 1, layout.width, 1);
  drawChevron(context, scene, 13, middle, !about.collapsed);
  context.font = `600 ${theme.fontSize - 1}px ${theme.uiFont}`;
  context.fillStyle = theme.foreground;
  const label = fitText(context, about.label, Math.max(layout.gutter - 34, layout.width * 0.5));
  context.fillText(label, ID_LEFT, middle);
  let x = Math.max(layout.gutter + 10, ID_LEFT + context.measureText(label).width + 14);
  context.font = `${theme.fontSize - 2}px ${theme.uiFont}`;
  context.fillStyle = theme.muted;
  const count = `${grouped(about.sessions)} ${about.sessions === 1 ? 'session' : 'sessions'}`;
  context.fillText(count, x, middle);
  if (about.silent === 0) return;
  x += context.measureText(count).width + 18;
  drawDiamond(context, theme, x, middle, 4.5);
  context.fillStyle = theme.silent;
  context.fillText(`${grouped(about.silent)} silent`, x + 9, middle);
}

/** Id and plugin of a session. On a selected row the row's own text colour is the readable one. */
export function drawGutter(context: Context, scene: Scene, session: number, y: number, selected: boolean): void {
  const { theme, layout, lanes, overview } = scene;
  const middle = y + lanes.laneHeight / 2;
  const silent = outcomeOf(overview, session) === 'silent';
  const wide = layout.gutter >= PLUGIN_FROM;
  const pluginWidth = wide ? 74 : 0;
  const strong = selected && scene.focused;
  if (silent) drawDiamond(context, theme, 13, middle, 4);
  context.font = `${theme.idFontSize}px ${theme.idFont}`;
  context.fillStyle = strong ? theme.selectionText : silent ? theme.silent : theme.foreground;
  context.fillText(
    fitText(context, overview.ids[session] ?? '', layout.gutter - ID_LEFT - pluginWidth - 8),
    ID_LEFT,
    middle,
  );
  if (!wide) return;
  const plugin = overview.plugins[overview.plugin[session] ?? -1];
  context.font = `${theme.fontSize - 2}px ${theme.uiFont}`;
  context.fillStyle = strong ? theme.selectionMuted : theme.muted;
  context.globalAlpha = plugin === undefined && !theme.outlined ? 0.75 : 1;
  context.fillText(fitText(context, plugin ?? 'no handle', pluginWidth - 6), layout.gutter - pluginWidth, middle);
  context.globalAlpha = 1;
}
