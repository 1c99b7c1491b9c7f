/** Lines on a terminal. Text of others reaches a terminal only through here. */
import { visible } from './visible.js';

export type Style = 'bold' | 'dim' | 'red' | 'yellow';

/** A stretch of a line; a plain text has no style. */
export type Span = string | { readonly text: string; readonly styles: readonly Style[] };

/** SGR codes that turn a style on and off (ECMA-48, 8.3.117). */
const SGR: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
};

const sgr = (parameter: number): string => `\u001b[${String(parameter)}m`;

/** One line with its end. Whatever is in the text, it stays a line, and moves, colours and names nothing. */
export function terminalLine(spans: readonly Span[], colour: boolean): string {
  return `${spans.map((span) => written(span, colour)).join('')}\n`;
}

function written(span: Span, colour: boolean): string {
  if (typeof span === 'string') return visible(span);
  const text = visible(span.text);
  if (!colour) return text;
  return span.styles.reduceRight((inner, style) => sgr(SGR[style][0]) + inner + sgr(SGR[style][1]), text);
}
