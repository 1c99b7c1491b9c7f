/** Runs in a page of its own: makes an animated GIF of screenshots. What did not change since the frame before costs nothing. */
import { GIFEncoder } from 'gifenc';

export interface Shot {
  /** A PNG, as base64. */
  png: string;
  /** For how long it is shown, ms. */
  ms: number;
}

declare global {
  interface Window {
    /** The GIF, as base64. All shots are of one size. */
    gifOf(shots: Shot[]): Promise<string>;
  }
}

/** The last of 256 colours stands for "as before". */
const AS_BEFORE = 255;

async function pixelsOf(png: string): Promise<ImageData> {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The colours an editor's page is made of are few; those in between are the edges of letters. */
function frequentColors(frames: readonly ImageData[]): number[][] {
  const counts = new Map<number, number>();
  for (const { data } of frames) for (const color of colorsOf(data)) counts.set(color, (counts.get(color) ?? 0) + 1);
  const frequent = [...counts].sort(([, a], [, b]) => b - a).slice(0, AS_BEFORE);
  const palette = frequent.map(([color]) => [color & 255, (color >> 8) & 255, (color >> 16) & 255]);
  while (palette.length <= AS_BEFORE) palette.push([0, 0, 0]);
  return palette;
}

const colorsOf = (data: Uint8ClampedArray): Uint32Array =>
  new Uint32Array(data.buffer).map((pixel) => (pixel & 0xffffff) >>> 0);

/** The nearest colour of the palette for each pixel. */
function indexOf(data: Uint8ClampedArray, palette: readonly number[][]): Uint8Array {
  const known = new Map<number, number>();
  const nearest = (color: number): number => {
    let [best, least] = [0, Infinity];
    palette.slice(0, AS_BEFORE).forEach((each, i) => {
      const distance = each.reduce((sum, part, at) => sum + (part - ((color >> (8 * at)) & 255)) ** 2, 0);
      if (distance < least) [best, least] = [i, distance];
    });
    known.set(color, best);
    return best;
  };
  return Uint8Array.from(colorsOf(data), (color) => known.get(color) ?? nearest(color));
}

window.gifOf = async (shots) => {
  const frames = await Promise.all(shots.map(({ png }) => pixelsOf(png)));
  // One palette for all: colours that change from frame to frame flicker.
  const palette = frequentColors([frames[0]!, frames.at(-1)!]);
  const gif = GIFEncoder();
  let before: Uint8Array | null = null;
  frames.forEach(({ data, width, height }, at) => {
    const index = indexOf(data, palette);
    const changed = before === null ? index : index.map((color, i) => (color === before![i] ? AS_BEFORE : color));
    const { ms } = shots[at]!;
    gif.writeFrame(changed, width, height, {
      ...(at === 0 ? { palette } : {}),
      ...{ delay: ms, dispose: 1, transparent: at > 0, transparentIndex: AS_BEFORE },
    });
    before = index;
  });
  gif.finish();
  return btoa(gif.bytes().reduce((text, byte) => text + String.fromCharCode(byte), ''));
};
