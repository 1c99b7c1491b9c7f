/** Times of events as tools write them instead of Janus' µs since the Unix epoch. */
import { EARLIEST_TIMESTAMP } from '../limits.js';
import type { Json } from './json.js';
import { integerDigits } from './numbers.js';

const WRITTEN = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/;
const SECONDS = /^(\d{10})\.(\d{1,6})\d*$/;

/** µs since the Unix epoch; -1 for what is no time. Milliseconds, seconds with a fraction and ISO 8601 are understood. */
export function timeOf(value: Json): number {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  const digits = integerDigits(text);
  if (digits !== null) {
    const number = Number(digits);
    return number >= EARLIEST_TIMESTAMP ? number : digits.length === 13 ? number * 1000 : -1;
  }
  const seconds = SECONDS.exec(text);
  if (seconds !== null) return Number(seconds[1]) * 1e6 + Number(seconds[2]!.padEnd(6, '0'));
  const written = WRITTEN.exec(text);
  if (written === null) return -1;
  const [, day, time, fraction = '', zone = 'Z'] = written;
  const offset =
    zone === 'UTC'
      ? 'Z'
      : zone.replace(/^([+-]\d\d):?(\d\d)?$/, (_, hours: string, minutes = '00') => `${hours}:${String(minutes)}`);
  const ms = Date.parse(`${day!}T${time!}${offset}`);
  return Number.isNaN(ms) ? -1 : ms * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}
