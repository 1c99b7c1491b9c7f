/** Text, names and colours as an SVG document may hold them. What a log contains is text there and nothing else. */
import { visible } from '../../../src/encoding/visible.js';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** For text and for attributes in double quotes. Characters that XML has no way to write are among those shown by code. */
export function escapeXml(text: string): string {
  return visible(text).replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
}

/** Two places behind the point are finer than any screen. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

interface SvgFont {
  readonly weight: string | null;
  readonly size: number;
  readonly family: string;
}

const GENERIC = /(?:^|,)\s*(?:serif|sans-serif|monospace|system-ui)\s*$/;

/**
 * The parts of a canvas' `font`: "600 11px Ubuntu". Who looks at the picture may not have the editor's font, so that the
 * family always ends in one that everybody has.
 */
export function svgFont(font: string): SvgFont {
  const [, weight = null, size = '10', family = 'sans-serif'] = /^(?:(\d+) )?([\d.]+)px (.+)$/.exec(font) ?? [];
  const fallback = /mono|code|consol|courier|menlo/i.test(family) ? 'monospace' : 'sans-serif';
  return { weight, size: Number(size), family: GENERIC.test(family) ? family : `${family}, ${fallback}` };
}
