/** What the lines of the text report are made of. */
import type { Span, Style } from '../encoding/terminal.js';
import { visible } from '../encoding/visible.js';

const WIDTH = 100;

export type Line = readonly Span[];
export const EMPTY: Line = [];

const styled =
  (...styles: readonly Style[]) =>
  (text: string): Span => ({ text, styles });
export const bold = styled('bold');
export const dim = styled('dim');
export const red = styled('red');
export const yellow = styled('yellow');
export const heading = styled('red', 'bold');

export const separated = (spans: readonly Span[]): Line =>
  spans.flatMap((span, k) => (k === 0 ? [span] : [', ', span]));

/** Not by spreading: a log can name more servers than a call takes arguments. */
export const widest = (texts: readonly string[]): number =>
  texts.reduce((most, { length }) => Math.max(most, length), 0);

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

/** "2026-11-23 07:26:59.123 UTC" */
export const time = (us: number): string => `${new Date(us / 1000).toISOString().slice(0, -1).replace('T', ' ')} UTC`;

/** Text as lines of at most {@link WIDTH} columns, `indent` of them in front; a longer word stays whole. */
export const indented = (text: string, indent: number): Line[] =>
  wrapped(text, indent).map((words) => [`${' '.repeat(indent)}${words}`]);

export function wrapped(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line: string | null = null;
  for (const word of visible(text).split(' ')) {
    if (line !== null && indent + line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === null ? word : `${line} ${word}`;
  }
  return line === null ? lines : [...lines, line];
}
