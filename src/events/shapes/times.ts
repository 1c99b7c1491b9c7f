/** Times of events as tools write them instead of Janus' µs since the Unix epoch. */
import { EARLIEST_TIMESTAMP } from '../limits.js';
import type { Json } from './json.js';
import { integerDigits } from './numbers.js';

const WRITTEN = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?\s*(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/;
const SECONDS = /^(\d{10})\.(\d{1,6})\d*$/;

/** Times of our days in seconds, ms and ns, by their digits. Of a time in seconds with a fraction that is 0 JSON has no trace. */
const PER_MICROSECOND = new Map([
  [10, 1e-6],
  [13, 1e-3],
  [19, 1e3],
]);

/** µs since the Unix epoch; -1 for what is no time. Nanoseconds, milliseconds, seconds with a fraction and ISO 8601 are understood. */
export function timeOf(value: Json): number {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  const seconds = SECONDS.exec(text);
  const digits = seconds === null ? integerDigits(text) : null;
  if (digits !== null) {
    const perMicrosecond = PER_MICROSECOND.get(digits.length);
    if (perMicrosecond !== undefined) return Math.round(Number(digits) / perMicrosecond);
    return Number(digits) >= EARLIEST_TIMESTAMP ? Number(digits) : -1;
  }
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
