/** Numbers, counts and sizes for people. */
import * as l10n from '@vscode/l10n';
import { locale } from './language.js';

const formats = new Map<string, Intl.NumberFormat>();

/** The language of the texts themselves. Its rules are written here: to load those of ICU takes longer than a small log. */
const OWN_LANGUAGE = 'en';
/** Digits in front of the point and behind it. Neither negative nor so large or small that it has an exponent. */
const DECIMAL = /^(\d+)(?:\.(\d+))?$/;
/** Behind the point at most, where nobody asks for more or less. */
const MOST_DIGITS = 3;
/** Between thousands. */
const GROUPS = /\B(?=(?:\d{3})+$)/g;

/** "1,234"; "2.10" with two digits behind the point. */
export function number(value: number, digits?: number): string {
  if (locale() === OWN_LANGUAGE && !Object.is(value, -0)) {
    if (digits === undefined && value >= 0 && value < 1000 && Number.isInteger(value)) return String(value);
    const [, whole, rest = ''] = DECIMAL.exec(String(value)) ?? [];
    if (whole !== undefined) return inEnglish(whole, rest, digits ?? 0, digits ?? MOST_DIGITS);
  }
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

/** A decimal with at least and at most so many digits behind the point, halves rounded up, as `Intl` has it. */
function inEnglish(whole: string, rest: string, least: number, most: number): string {
  const kept = Math.min(rest.length, most);
  const digits = whole + rest.slice(0, kept);
  const rounded = rest.charAt(most) >= '5' ? String(BigInt(digits) + 1n).padStart(digits.length, '0') : digits;
  const point = rounded.length - kept;
  let behind = rounded.slice(point).padEnd(least, '0');
  while (behind.length > least && behind.endsWith('0')) behind = behind.slice(0, -1);
  const before = rounded.slice(0, point);
  return `${before.length > 3 ? before.replace(GROUPS, ',') : before}${behind === '' ? '' : `.${behind}`}`;
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
  if (locale() === OWN_LANGUAGE) return count === 1 ? forms[0]! : forms.at(-1)!;
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
