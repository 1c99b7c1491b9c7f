/** Times of day by the clock that a person has chosen: local, UTC, or since the log began. Times are µs. */
import { locale } from './language.js';

export const ZONES = ['local', 'utc', 'elapsed'] as const;
export type Zone = (typeof ZONES)[number];

/** Not the ASCII hyphen: as wide as the plus sign it stands beside. */
const MINUS = '−';

function fraction(us: number, digits: number): string {
  if (digits === 0) return '';
  const micros = ((Math.floor(us) % 1_000_000) + 1_000_000) % 1_000_000;
  return `.${String(micros).padStart(6, '0').slice(0, digits)}`;
}

/** "07:05:36.250"; `at` in µs since the Unix epoch, `digits` of the second 0…6. */
export function clock(at: number, zone: 'local' | 'utc', digits: number): string {
  const time = new Date(Math.floor(at / 1000));
  const [h, m, s] =
    zone === 'utc'
      ? [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()]
      : [time.getHours(), time.getMinutes(), time.getSeconds()];
  return `${two(h)}:${two(m)}:${two(s)}${fraction(at, digits)}`;
}

const two = (n: number): string => (n >= 0 && n < 10 ? `0${String(n)}` : String(n).padStart(2, '0'));

const DATE = { year: 'numeric', month: 'short', day: 'numeric' } as const;
const DAY = { month: 'short', day: 'numeric' } as const;

const dates = new Map<string, Intl.DateTimeFormat>();

function dated(at: number, zone: 'local' | 'utc', parts: typeof DATE | typeof DAY): string {
  const key = `${locale()} ${zone} ${Object.keys(parts).length}`;
  let format = dates.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(locale(), { ...parts, ...(zone === 'utc' ? { timeZone: 'UTC' } : {}) });
    dates.set(key, format);
  }
  return format.format(Math.floor(at / 1000));
}

/** "Nov 23, 2026" */
export const date = (at: number, zone: 'local' | 'utc'): string => dated(at, zone, DATE);

/** "Nov 23" */
export const day = (at: number, zone: 'local' | 'utc'): string => dated(at, zone, DAY);

/** What a zone adds to UTC at a time, µs; elapsed time is told beside UTC. */
export const offsetOf = (zone: Zone, at: number): number =>
  zone === 'local' ? -new Date(Math.floor(at / 1000)).getTimezoneOffset() * 60_000_000 : 0;

/** Steps in which changes of the offset are looked for: no zone changes it for less than weeks. */
const LOOKED_AT = 86_400_000_000;
const MOST_LOOKS = 4000;
const MINUTE = 60_000_000;

/**
 * What a zone adds to UTC over a stretch of time, µs: one number, or where daylight saving begins or ends meanwhile, what it adds
 * from each time on. To the minute.
 */
export function offsetsOf(zone: Zone, from: number, to: number): number | { from: number; offset: number }[] {
  const changes = [{ from, offset: offsetOf(zone, from) }];
  const step = Math.max(LOOKED_AT, (to - from) / MOST_LOOKS);
  for (let at = from; zone === 'local' && at < to; at += step) {
    const { offset } = changes.at(-1)!;
    let [before, after] = [at, Math.min(to, at + step)];
    if (offsetOf(zone, after) === offset) continue;
    while (after - before > MINUTE) {
      const middle = (before + after) / 2;
      if (offsetOf(zone, middle) === offset) before = middle;
      else after = middle;
    }
    after = Math.floor(after / MINUTE) * MINUTE;
    changes.push({ from: after, offset: offsetOf(zone, after) });
  }
  return changes.length === 1 ? changes[0]!.offset : changes;
}

/** "UTC+01:00" */
export function localZoneName(at: number): string {
  const minutes = -new Date(Math.floor(at / 1000)).getTimezoneOffset();
  if (minutes === 0) return 'UTC';
  const absolute = Math.abs(minutes);
  return `UTC${minutes < 0 ? '-' : '+'}${two(Math.floor(absolute / 60))}:${two(absolute % 60)}`;
}

/** "+13.883 s", "+2:03.5", "+1:02:03"; `us` since whatever is zero. */
export function elapsed(us: number, digits: number): string {
  const sign = us < 0 ? MINUS : '+';
  const absolute = Math.abs(us);
  const seconds = Math.floor(absolute / 1_000_000);
  const rest = fraction(absolute, digits);
  if (seconds < 60) return `${sign}${seconds}${rest} s`;
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${sign}${h > 0 ? `${h}:${two(m)}` : String(m)}:${two(s)}${rest}`;
}

/** A moment as the chosen zone writes it. `time` in µs since `origin`, which is in µs since the Unix epoch. */
export function moment(time: number, origin: number, zone: Zone, digits: number): string {
  return zone === 'elapsed' ? elapsed(time, digits) : clock(origin + time, zone, digits);
}

/**
 * A moment for a sheet or a ticket, with its date and zone: "2026-11-23T08:05:36.250876+01:00"; in elapsed time a number of
 * seconds. `time` in µs since `origin`, which is in µs since the Unix epoch.
 */
export function writtenMoment(time: number, origin: number, zone: Zone): string | number {
  if (zone === 'elapsed') return time / 1e6;
  const at = origin + time;
  const offset = offsetOf(zone, at);
  const written = new Date(Math.floor((at + offset) / 1000)).toISOString().slice(0, 19) + fraction(at, 6);
  if (zone === 'utc') return `${written}Z`;
  const minutes = Math.abs(offset) / 60_000_000;
  return `${written}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
