import { visible } from './visible.js';

/**
 * What a spreadsheet takes for a formula: at the begin of a field, or behind the separator of a country that writes lists
 * with ";" or of a paste with tabs. Full-width signs count too (OWASP, "CSV Injection").
 */
const FORMULA = /(?<=(?:^|[;\t\r\n])[\s"']*)[=+\-@＝＋－＠]/g;

/** A field of RFC 4180. All text is quoted, and text that would be a formula gets an apostrophe; null is empty. */
export function csvField(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  // Guarded before control characters are shown by code: a tab is what the formula stands behind.
  const text = visible(value.replace(FORMULA, "'$&"));
  return `"${text.replaceAll('"', '""')}"`;
}
