/** Numbers, counts and sizes for people. */
import * as l10n from '@vscode/l10n';
import { locale } from './language.js';

const formats = new Map<string, Intl.NumberFormat>();

/** "1,234"; "2.10" with two digits behind the point. */
export function number(value: number, digits?: number): string {
  // Charts and lanes ask for thousands of them: one format for each language and number of digits.
  const key = digits === undefined ? locale() : `${locale()} ${digits}`;
  let format = formats.get(key);
  if (format === undefined) {
    const fixed = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
    format = new Intl.NumberFormat(locale(), fixed);
    formats.set(key, format);
  }
  return format.format(value);
}

/** The order in which a text has its plurals: that of Unicode's CLDR. */
const CATEGORIES: readonly Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

/**
 * A count in words: `plural(n, l10n.t('{0} session|{0} sessions'))`. {0} is the count, written as a number; `more` fills
 * {1} and so on. The text has one form for each plural of its language, divided by "|", in CLDR's order: two in English,
 * one in Chinese, four in Polish (one, few, many, other).
 */
export function plural(count: number, text: string, ...more: readonly (string | number)[]): string {
  const forms = text.split('|');
  const values = [number(count), ...more];
  return formOf(count, forms).replace(/\{(\d+)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));
}

interface Plurals {
  readonly rules: Intl.PluralRules;
  readonly own: readonly Intl.LDMLPluralRule[];
}
const plurals = new Map<string, Plurals>();

function pluralsOf(language: string): Plurals {
  let known = plurals.get(language);
  if (known === undefined) {
    const rules = new Intl.PluralRules(language);
    const { pluralCategories } = rules.resolvedOptions();
    known = { rules, own: CATEGORIES.filter((category) => pluralCategories.includes(category)) };
    plurals.set(language, known);
  }
  return known;
}

function formOf(count: number, forms: readonly string[]): string {
  const { rules, own } = pluralsOf(locale());
  // A text that has not been translated is English, with English plurals.
  if (own.length !== forms.length) return count === 1 ? forms[0]! : forms.at(-1)!;
  return forms[own.indexOf(rules.select(count))]!;
}

const UNITS = ['kB', 'MB', 'GB', 'TB'];

/** "850 bytes", "52.4 MB": in steps of a thousand, as disks count. */
export function size(bytes: number): string {
  if (bytes < 1000) return plural(bytes, l10n.t('{0} byte|{0} bytes'));
  let power = Math.min(UNITS.length, Math.floor(Math.log10(bytes) / 3));
  // "1.0 GB", not "1000.0 MB".
  if (power < UNITS.length && bytes / 1000 ** power >= 999.95) power++;
  return `${number(Math.round((bytes / 1000 ** power) * 10) / 10)} ${UNITS[power - 1]!}`;
}
