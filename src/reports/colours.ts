/** How a terminal shows a part of the text report; without colours each returns the text as it is. */
export interface Colours {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
}

const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${String(on)}m${text}\u001b[${String(off)}m`;

const same = (text: string): string => text;

export function colours(wanted: boolean): Colours {
  if (!wanted) return { bold: same, dim: same, red: same, yellow: same };
  return { bold: sgr(1, 22), dim: sgr(2, 22), red: sgr(31, 39), yellow: sgr(33, 39) };
}

/**
 * Text from a log, safe to show in a terminal: control characters, which could move the cursor or rewrite the screen, and
 * those that turn the direction of writing are shown by their code.
 */
export const plain = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (c) => {
    return `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
