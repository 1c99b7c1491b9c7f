/** A 2D context that writes SVG instead of painting: what is drawn on it are vectors, with text as text. */
import * as l10n from '@vscode/l10n';
import { parseColor, type Rgb } from '../drawing/color.js';
import type { DrawingContext } from '../drawing/drawing-context.js';
import { escapeXml, number as n, svgFont } from './svg-text.js';

interface Pen {
  fillStyle: DrawingContext['fillStyle'];
  strokeStyle: DrawingContext['strokeStyle'];
  lineWidth: number;
  globalAlpha: number;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  imageSmoothingEnabled: boolean;
  dash: readonly number[];
  /** From here to the document: x × scaleX + left, y × scaleY + top. */
  scaleX: number;
  scaleY: number;
  left: number;
  top: number;
  /** Groups opened by `clip` since the last `save`. */
  groups: number;
}

const PEN: Pen = {
  ...{ fillStyle: '#000000', strokeStyle: '#000000', lineWidth: 1, globalAlpha: 1, font: '10px sans-serif' },
  ...{ textAlign: 'start', textBaseline: 'alphabetic', imageSmoothingEnabled: true, dash: [] },
  ...{ scaleX: 1, scaleY: 1, left: 0, top: 0, groups: 0 },
};

const BLACK: Rgb = [0, 0, 0, 255];

const ANCHORS: Partial<Record<CanvasTextAlign, string>> = { center: 'middle', right: 'end', end: 'end' };

/** Measures text and reads colours as a canvas does. */
function canvasReader(): CanvasRenderingContext2D {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error(l10n.t('This view needs a 2D canvas.'));
  return context;
}

class SvgContext implements DrawingContext {
  fillStyle = PEN.fillStyle;
  strokeStyle = PEN.strokeStyle;
  lineWidth = PEN.lineWidth;
  globalAlpha = PEN.globalAlpha;
  font = PEN.font;
  textAlign = PEN.textAlign;
  textBaseline = PEN.textBaseline;
  imageSmoothingEnabled = PEN.imageSmoothingEnabled;
  private dash = PEN.dash;
  private scaleX = PEN.scaleX;
  private scaleY = PEN.scaleY;
  private left = PEN.left;
  private top = PEN.top;
  private groups = PEN.groups;

  private readonly parts: string[] = [];
  private readonly pens: Pen[] = [];
  private readonly reader = canvasReader();
  private readonly colors = new Map<string, Rgb>();
  private readonly baselines = new Map<string, number>();
  private path = '';
  private clips = 0;

  document(width: number, height: number, title: string): string {
    const size = `width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}"`;
    const spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xml:space="preserve"';
    return `<svg ${spaces} ${size}><title>${escapeXml(title)}</title>\n${this.parts.join('\n')}\n</svg>\n`;
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline, dash } = this;
    const { imageSmoothingEnabled, scaleX, scaleY, left, top, groups } = this;
    const pen = { fillStyle, strokeStyle, lineWidth, globalAlpha, font, textAlign, textBaseline, dash };
    this.pens.push({ ...pen, imageSmoothingEnabled, scaleX, scaleY, left, top, groups });
    this.groups = 0;
  }

  restore(): void {
    const pen = this.pens.pop();
    if (pen === undefined) return;
    for (; this.groups > 0; this.groups--) this.parts.push('</g>');
    Object.assign(this, pen);
  }

  translate(x: number, y: number): void {
    this.left += x * this.scaleX;
    this.top += y * this.scaleY;
  }

  scale(x: number, y: number): void {
    this.scaleX *= x;
    this.scaleY *= y;
  }

  setLineDash(segments: Iterable<number>): void {
    this.dash = [...segments];
  }

  beginPath(): void {
    this.path = '';
  }

  moveTo(x: number, y: number): void {
    this.path += `M${this.x(x)} ${this.y(y)}`;
  }

  lineTo(x: number, y: number): void {
    this.path += `${this.path === '' ? 'M' : 'L'}${this.x(x)} ${this.y(y)}`;
  }

  closePath(): void {
    if (this.path !== '') this.path += 'Z';
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.path += `h${n(width * this.scaleX)}v${n(height * this.scaleY)}h${n(-width * this.scaleX)}Z`;
  }

  /** Whole circles, and arcs of less than one. */
  arc(x: number, y: number, radius: number, from: number, to: number): void {
    const at = (angle: number): [number, number] => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    const whole = to - from >= Math.PI * 2;
    this.lineOrMove(...at(from));
    if (whole) this.arcTo(radius, false, ...at(from + Math.PI));
    this.arcTo(radius, !whole && to - from > Math.PI, ...at(to));
    if (whole) this.closePath();
  }

  /** Corners of one radius alone. */
  roundRect(x: number, y: number, width: number, height: number, radius = 0): void {
    const [right, bottom] = [x + width, y + height];
    this.moveTo(x + radius, y);
    this.lineTo(right - radius, y);
    this.arcTo(radius, false, right, y + radius);
    this.lineTo(right, bottom - radius);
    this.arcTo(radius, false, right - radius, bottom);
    this.lineTo(x + radius, bottom);
    this.arcTo(radius, false, x, bottom - radius);
    this.lineTo(x, y + radius);
    this.arcTo(radius, false, x + radius, y);
    this.closePath();
  }

  fill(): void {
    if (this.path !== '') this.parts.push(`<path d="${this.path}"${this.filled()}/>`);
  }

  stroke(): void {
    if (this.path !== '') this.parts.push(`<path d="${this.path}"${this.stroked()}/>`);
  }

  clip(): void {
    const id = `clip-${++this.clips}`;
    this.parts.push(`<clipPath id="${id}"><path d="${this.path}"/></clipPath><g clip-path="url(#${id})">`);
    this.groups++;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    if (width !== 0 && height !== 0) this.parts.push(`<rect${this.box(x, y, width, height)}${this.filled()}/>`);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.parts.push(`<rect${this.box(x, y, width, height)}${this.stroked()}/>`);
  }

  measureText(text: string): TextMetrics {
    this.reader.font = this.font;
    return this.reader.measureText(text);
  }

  fillText(text: string, x: number, y: number): void {
    if (text === '') return;
    const { weight, size, family } = svgFont(this.font);
    const attributes = [
      `x="${this.x(x)}" y="${this.y(y + this.baseline())}"`,
      `font-family="${escapeXml(family)}" font-size="${n(size * this.scaleY)}"`,
    ];
    if (weight !== null) attributes.push(`font-weight="${weight}"`);
    const anchor = ANCHORS[this.textAlign];
    if (anchor !== undefined) attributes.push(`text-anchor="${anchor}"`);
    this.parts.push(`<text ${attributes.join(' ')}${this.filled()}>${escapeXml(text)}</text>`);
  }

  /** A part of a canvas, as a PNG inside the SVG. */
  drawImage(image: CanvasImageSource, ...places: number[]): void {
    if (!(image instanceof HTMLCanvasElement) || places.length !== 8)
      throw new Error('Only a part of a canvas can be drawn into an SVG.');
    const [fromX = 0, fromY = 0, fromWidth = 0, fromHeight = 0, x = 0, y = 0, width = 0, height = 0] = places;
    const cut = document.createElement('canvas');
    [cut.width, cut.height] = [fromWidth, fromHeight];
    cut.getContext('2d')?.drawImage(image, fromX, fromY, fromWidth, fromHeight, 0, 0, fromWidth, fromHeight);
    const cells = this.imageSmoothingEnabled ? '' : ' image-rendering="pixelated"';
    const box = this.box(x, y, width, height);
    this.parts.push(`<image${box} preserveAspectRatio="none"${cells} xlink:href="${cut.toDataURL()}"/>`);
  }

  private x(x: number): string {
    return n(this.left + x * this.scaleX);
  }

  private y(y: number): string {
    return n(this.top + y * this.scaleY);
  }

  private lineOrMove(x: number, y: number): void {
    if (this.path === '' || this.path.endsWith('Z')) this.moveTo(x, y);
    else this.lineTo(x, y);
  }

  private arcTo(radius: number, large: boolean, x: number, y: number): void {
    const radii = `${n(radius * this.scaleX)} ${n(radius * this.scaleY)}`;
    this.path += `A${radii} 0 ${Number(large)} 1 ${this.x(x)} ${this.y(y)}`;
  }

  /** A canvas takes negative sizes, SVG does not. */
  private box(x: number, y: number, width: number, height: number): string {
    const [left, top] = [Math.min(x, x + width), Math.min(y, y + height)];
    const size = `width="${n(Math.abs(width * this.scaleX))}" height="${n(Math.abs(height * this.scaleY))}"`;
    return ` x="${this.x(left)}" y="${this.y(top)}" ${size}`;
  }

  private filled(): string {
    return this.paint('fill', this.fillStyle);
  }

  private stroked(): string {
    const width = ` stroke-width="${n(this.lineWidth * this.scaleX)}"`;
    const dash = this.dash.length === 0 ? '' : ` stroke-dasharray="${this.dash.map(n).join(' ')}"`;
    return ` fill="none"${this.paint('stroke', this.strokeStyle)}${width}${dash}`;
  }

  private paint(attribute: 'fill' | 'stroke', style: DrawingContext['fillStyle']): string {
    if (typeof style !== 'string') throw new Error('Only plain colours can be drawn into an SVG.');
    const [red, green, blue, alpha] = this.color(style);
    const opacity = (alpha / 255) * this.globalAlpha;
    return ` ${attribute}="rgb(${red},${green},${blue})"${opacity === 1 ? '' : ` ${attribute}-opacity="${n(opacity)}"`}`;
  }

  /** Colours of the system and of style sheets mean something else, or nothing, where the picture is looked at. */
  private color(style: string): Rgb {
    const known = this.colors.get(style);
    if (known !== undefined) return known;
    this.reader.fillStyle = '#000000';
    this.reader.fillStyle = style;
    const color = parseColor(this.reader.fillStyle) ?? BLACK;
    this.colors.set(style, color);
    return color;
  }

  /** px from where text is put to its baseline. Not every program knows the baselines a canvas has. */
  private baseline(): number {
    const key = `${this.textBaseline} ${this.font}`;
    const known = this.baselines.get(key);
    if (known !== undefined) return known;
    const ascent = (baseline: CanvasTextBaseline): number => {
      this.reader.textBaseline = baseline;
      return this.measureText('0').fontBoundingBoxAscent;
    };
    const offset = ascent('alphabetic') - ascent(this.textBaseline);
    this.reader.textBaseline = 'alphabetic';
    this.baselines.set(key, offset);
    return offset;
  }
}

/** An SVG of what `draw` draws, `width` × `height` CSS px. */
export function drawSvg(width: number, height: number, title: string, draw: (context: DrawingContext) => void): string {
  const context = new SvgContext();
  draw(context);
  return context.document(width, height, title);
}
