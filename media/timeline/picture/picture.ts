/** A picture of what is shown, as pixels or as vectors: the overview, and below it axis and lanes. */
import * as l10n from '@vscode/l10n';
import { drawLanes } from '../lanes/canvas-renderer.js';
import type { DrawingContext } from '../drawing/drawing-context.js';
import { rasterPainter } from '../lanes/draw-raster.js';
import type { OverviewScene, Scene } from '../lanes/scene.js';
import { drawStrip } from '../overview/strip-renderer.js';
import { drawSvg } from './svg-context.js';

/** Both as wide as each other, CSS px. */
export interface PictureScenes {
  readonly overview: OverviewScene;
  readonly lanes: Scene;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const sizeOf = ({ overview, lanes }: PictureScenes): Size => ({
  width: lanes.layout.width,
  height: overview.height + lanes.layout.height,
});

function drawPicture(context: DrawingContext, { overview, lanes }: PictureScenes): void {
  const { width, height } = lanes.layout;
  drawStrip(context, overview);
  context.save();
  context.translate(0, overview.height);
  // Lanes scrolled half out of sight end at the canvas' edge on the page, and nowhere here.
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  const raster = rasterPainter();
  raster.resize(width, height);
  drawLanes(context, lanes, raster);
  context.restore();
}

/** @param ratio device px per CSS px */
export function pictureCanvas(scenes: PictureScenes, ratio: number): HTMLCanvasElement {
  const { width, height } = sizeOf(scenes);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error(l10n.t('This picture needs a 2D canvas.'));
  context.scale(ratio, ratio);
  drawPicture(context, scenes);
  return canvas;
}

export function pictureSvg(scenes: PictureScenes): string {
  const { width, height } = sizeOf(scenes);
  const title = l10n.t('{0} · Janus timeline', scenes.lanes.log.name);
  return drawSvg(width, height, title, (context) => drawPicture(context, scenes));
}
