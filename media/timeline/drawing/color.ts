/** Colours between two others. Theme colours arrive in any CSS form; the canvas tells what they are. */

export type Rgb = readonly [red: number, green: number, blue: number, alpha: number];

/** Reads what a 2D context's `fillStyle` gives back: `#rrggbb` or `rgba(r, g, b, a)`. */
export function parseColor(text: string): Rgb | null {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/iu.exec(text);
  if (hex !== null) {
    const part = (index: number): number => parseInt(hex[index] ?? '0', 16);
    return [part(1), part(2), part(3), 255];
  }
  const rgba = /^rgba?\((\d+), ?(\d+), ?(\d+)(?:, ?([\d.]+))?\)$/u.exec(text);
  if (rgba === null) return null;
  return [Number(rgba[1]), Number(rgba[2]), Number(rgba[3]), rgba[4] === undefined ? 255 : Number(rgba[4]) * 255];
}

/** `over` laid on `under` with the given weight (0…1), as an opaque colour. */
export function mix(under: Rgb, over: Rgb, weight: number): string {
  const share = weight * (over[3] / 255);
  const part = (a: number, b: number): number => Math.round(a + (b - a) * share);
  return `rgb(${part(under[0], over[0])}, ${part(under[1], over[1])}, ${part(under[2], over[2])})`;
}

/** Relative luminance, 0…1, roughly as WCAG 2 has it. */
const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * (red / 255) ** 2.2 + 0.7152 * (green / 255) ** 2.2 + 0.0722 * (blue / 255) ** 2.2;

/** Black or white, whichever is read better on a colour. */
export const contrasting = (ground: Rgb): string => (luminance(ground) > 0.179 ? '#000000' : '#ffffff');

/** Contrast that lines and shapes need to be told from their ground (WCAG 2, 1.4.11). */
const TOLD_APART = 3;

/** A colour for lines on a ground: the wanted one where the two can be told apart, else black or white. */
export function lineOn(ground: Rgb, wanted: Rgb): string {
  const [low, high] = [luminance(ground), luminance(wanted)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05) >= TOLD_APART ? mix(wanted, wanted, 1) : contrasting(ground);
}
