/** What the lines of the text report are made of. */
import type { Span, Style } from '../encoding/terminal.js';
import { visible } from '../encoding/visible.js';
import { list } from '../words/sentences.js';

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

/** What a list of the language has between its items. */
const between = (): string => list(['', '']);

export const separated = (spans: readonly Span[]): Line =>
  spans.flatMap((span, k) => (k === 0 ? [span] : [between(), span]));

/** Not by spreading: a log can name more servers than a call takes arguments. */
export const widest = (texts: readonly string[]): number =>
  texts.reduce((most, text) => Math.max(most, columns(text)), 0);

export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columns(text)));

/** Text as lines of at most {@link WIDTH} columns, `indent` of them in front; a longer word stays whole. */
export const indented = (text: string, indent: number): Line[] =>
  wrapped(text, indent).map((words) => [`${' '.repeat(indent)}${words}`]);

export function wrapped(text: string, indent: number): string[] {
  const lines: string[] = [];
  let line: string | null = null;
  for (const [, space, word] of visible(text).matchAll(WORDS)) {
    const before: string = line === null ? '' : line + space!;
    if (line !== null && indent + columns(before) + columns(word!) > WIDTH) {
      lines.push(line);
      line = word!;
    } else line = before + word!;
  }
  return line === null ? lines : [...lines, line];
}

/** Words with the space in front of them. Chinese has none: each character is one, with the punctuation behind it. */
const WORDS = /( *)([\p{Script=Han}][，。：；、）”]*|[^ \p{Script=Han}]+)/gu;

/** Columns that a text takes in a terminal: Chinese characters and their punctuation take two each. */
function columns(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}
const WIDE = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uff60]/g;
