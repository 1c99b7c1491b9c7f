/** Group headers and the gutter with ids and plugins. */
import * as l10n from '@vscode/l10n';
import { FLAG_EXPECTED, type GroupHeader, type Lane } from '../../../src/analysis/lanes/protocol.js';
import { fitText } from '../drawing/canvas.js';
import { drawDiamond } from './draw-endings.js';
import type { DrawingContext } from '../drawing/drawing-context.js';
import { drawInside } from './draw-inside.js';
import type { Scene } from './scene.js';
import { qualityColor } from './draw-lane.js';
import type { Theme } from '../drawing/theme.js';
import { isAsked, isStay, namesOfLane, shortQuality } from '../../../src/analysis/lanes/lane-words.js';
import { groupQuality } from '../words/quality.js';
import { headerCount } from '../words/spoken.js';
import { number } from '../../../src/words/numbers.js';

/** Left edge of ids; the mark of a silent ending stands before them. */
export const ID_LEFT = 22;
/** In a gutter at least this wide the plugin has a column of its own. */
const PLUGIN_FROM = 180;
const PLUGIN_WIDTH = 74;
/** Between a name and the id; less room than that is left to the id is not worth it. */
const NAME_GAP = 7;
const ID_FROM = 34;
/** Between the count of a group and that of its silent endings: a gap, and the diamond. */
const SILENT_LEFT = 27;
/** Rows at least this high, as a part of one that is good to read, have room for text. */
const TEXT_FROM = 0.65;

function drawChevron(context: DrawingContext, x: number, y: number, open: boolean, color: string): void {
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
  context.strokeStyle = color;
  context.lineWidth = 1.25;
  context.stroke();
}

/** How good those in a group were: the one in the middle as a ground under its name, the worst at its edge. */
function drawHeat(context: DrawingContext, { theme, layout, laneHeight }: Scene, header: GroupHeader, y: number): void {
  const middle = qualityColor(theme, header.middle);
  const worst = qualityColor(theme, header.worst);
  if (middle === null || worst === null) return;
  context.globalAlpha = 0.3;
  context.fillStyle = middle;
  context.fillRect(0, y + 1, layout.gutter - 1, laneHeight - 2);
  context.globalAlpha = 1;
  context.fillStyle = worst;
  context.fillRect(0, y + 1, 4, laneHeight - 2);
}

/** Draws a header as high as a lane that is good to read, whatever the height of lanes is. */
export function drawHeader(context: DrawingContext, scene: Scene, header: GroupHeader, y: number): void {
  const { theme, layout, laneHeight } = scene;
  const middle = y + laneHeight / 2;
  context.fillStyle = theme.raised;
  context.fillRect(0, y, layout.width, laneHeight);
  context.fillStyle = theme.border;
  context.fillRect(0, y, layout.width, 1);
  context.fillRect(0, y + laneHeight - 1, layout.width, 1);
  drawHeat(context, scene, header, y);
  const line = header.place < 0 ? undefined : scene.inside(header.place);
  if (line !== undefined) drawInside(context, scene, line, y);
  drawChevron(context, 13, middle, !header.collapsed, theme.foreground);
  context.font = `600 ${theme.fontSize - 1}px ${theme.uiFont}`;
  context.fillStyle = theme.foreground;
  const room = header.place >= 0;
  const label = fitText(
    context,
    header.label,
    room ? layout.gutter - 30 : Math.max(layout.gutter - 34, layout.width * 0.5),
  );
  context.fillText(label, ID_LEFT, middle);
  let x = Math.max(layout.gutter + 10, ID_LEFT + context.measureText(label).width + 14);
  context.font = `${theme.fontSize - 2}px ${theme.uiFont}`;
  context.fillStyle = theme.muted;
  const told = [
    line === undefined ? headerCount(header) : l10n.t('{0} · peak {1}', headerCount(header), number(line.peak)),
    groupQuality(header.worst, header.middle),
  ];
  const silent = silentCount(
    context,
    header,
    layout.width - x - SILENT_LEFT - context.measureText(told[0] ?? '').width,
  );
  const taken = silent === '' ? 0 : SILENT_LEFT + context.measureText(silent).width;
  const count = fitText(context, told.filter((text) => text !== '').join(' · '), layout.width - x - taken - 4);
  if (line !== undefined) {
    // On the line of steps the words need a ground of their own.
    context.globalAlpha = 0.7;
    context.fillStyle = theme.raised;
    context.fillRect(x - 4, y + 2, context.measureText(count).width + 8, laneHeight - 4);
    context.globalAlpha = 1;
    context.fillStyle = theme.muted;
  }
  context.fillText(count, x, middle);
  if (silent === '') return;
  x += context.measureText(count).width + SILENT_LEFT;
  drawDiamond(context, theme, x - 9, middle, 4.5);
  context.fillStyle = theme.silent;
  context.fillText(silent, x, middle);
}

/** "12 silent", in less than its width the number alone, which the diamond before it explains; '' for none. */
function silentCount(context: DrawingContext, { silent }: GroupHeader, width: number): string {
  if (silent === 0) return '';
  const whole = l10n.t('{0} silent', number(silent));
  return context.measureText(whole).width <= width ? whole : number(silent);
}

/** A header among low lanes: in the gutter alone, because what it would cover are other sessions' lanes. */
export function drawFarHeader(context: DrawingContext, scene: Scene, header: GroupHeader, y: number): void {
  const { theme, layout, laneHeight } = scene;
  const middle = y + laneHeight / 2;
  context.fillStyle = theme.raised;
  context.fillRect(0, y, layout.gutter - 1, laneHeight);
  context.fillStyle = theme.border;
  context.fillRect(0, y, layout.gutter, 1);
  context.fillRect(0, y + laneHeight - 1, layout.gutter, 1);
  drawChevron(context, 13, middle, !header.collapsed, theme.foreground);
  context.font = `${theme.fontSize - 2}px ${theme.uiFont}`;
  const silent = header.silent > 0;
  const count = number(silent ? header.silent : header.sessions);
  const left = layout.gutter - 8 - context.measureText(count).width;
  context.fillStyle = silent ? theme.silent : theme.muted;
  context.fillText(count, left, middle);
  if (silent) drawDiamond(context, theme, left - 9, middle, 4);
  context.font = `600 ${theme.fontSize - 1}px ${theme.uiFont}`;
  context.fillStyle = theme.foreground;
  context.fillText(fitText(context, header.label, left - ID_LEFT - 22), ID_LEFT, middle);
}

/** Who it is, then the id: where there is not room for both, the id is cut first. */
function drawWho(
  context: DrawingContext,
  theme: Theme,
  lane: Lane,
  middle: number,
  room: number,
  color: { readonly first: string; readonly second: string },
): void {
  const { first, id } = namesOfLane(lane);
  const idFont = `${theme.idFontSize}px ${theme.idFont}`;
  context.font = lane.name === '' && !isStay(lane) ? idFont : `${theme.fontSize - 1}px ${theme.uiFont}`;
  context.fillStyle = color.first;
  const name = fitText(context, first, room);
  context.fillText(name, ID_LEFT, middle);
  const left = context.measureText(name).width + NAME_GAP;
  if (id === '' || room - left < ID_FROM) return;
  context.font = idFont;
  context.fillStyle = color.second;
  context.fillText(fitText(context, id, room - left), ID_LEFT + left, middle);
}

/** Name, id and plugin of a session. On a selected row the row's own text colour is the readable one. */
export function drawGutter(context: DrawingContext, scene: Scene, lane: Lane, y: number): void {
  const { theme, layout, rows, laneHeight } = scene;
  const middle = y + rows.height / 2;
  const silent = lane.outcome === 'silent';
  const expected = (lane.flags & FLAG_EXPECTED) !== 0;
  if (rows.height < laneHeight * TEXT_FROM) {
    if (silent) drawDiamond(context, theme, 13, middle, Math.max(1.5, Math.min(4, rows.height / 2)), expected);
    return;
  }
  const wide = layout.gutter >= PLUGIN_FROM;
  const pluginWidth = wide ? PLUGIN_WIDTH : 0;
  const strong = lane.session === scene.selected && scene.focused;
  if (silent) drawDiamond(context, theme, 14.5, middle, 4, expected);
  if (scene.isOpened(lane.session)) drawChevron(context, 5, middle, true, strong ? theme.selectionText : theme.muted);
  const color = strong ? theme.selectionText : silent && !expected ? theme.silent : theme.foreground;
  drawWho(context, theme, lane, middle, layout.gutter - ID_LEFT - pluginWidth - 8, {
    first: color,
    second: strong ? theme.selectionMuted : theme.muted,
  });
  if (!wide) return;
  context.font = `${theme.fontSize - 2}px ${theme.uiFont}`;
  context.fillStyle = strong ? theme.selectionMuted : theme.muted;
  context.globalAlpha = lane.plugin === null && !theme.outlined ? 0.75 : 1;
  context.fillText(
    fitText(
      context,
      isAsked(lane.quality) ? shortQuality(lane.quality) : (lane.plugin ?? l10n.t('no handle')),
      pluginWidth - 6,
    ),
    layout.gutter - pluginWidth,
    middle,
  );
  context.globalAlpha = 1;
}
