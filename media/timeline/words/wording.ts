/** Times, durations, numbers and names in words. Times are µs; a zone says how a time of day is written. */
import { timeFormat, utcFormat } from 'd3-time-format';

export const ZONES = ['local', 'utc', 'elapsed'] as const;
export type Zone = (typeof ZONES)[number];

const local = {
  clock: timeFormat('%H:%M:%S'),
  date: timeFormat('%b %-d, %Y'),
  day: timeFormat('%b %-d'),
  zone: timeFormat('%Z'),
};
const utc = { clock: utcFormat('%H:%M:%S'), date: utcFormat('%b %-d, %Y'), day: utcFormat('%b %-d') };

/** Not the ASCII hyphen: as wide as the plus sign it stands beside. */
const MINUS = '−';

function fraction(us: number, digits: number): string {
  if (digits === 0) return '';
  const micros = ((Math.floor(us) % 1_000_000) + 1_000_000) % 1_000_000;
  return `.${String(micros).padStart(6, '0').slice(0, digits)}`;
}

/** "07:05:36.250"; `at` in µs since the Unix epoch, `digits` of the second 0…6. */
export function clock(at: number, zone: 'local' | 'utc', digits: number): string {
  return (zone === 'utc' ? utc : local).clock(new Date(Math.floor(at / 1000))) + fraction(at, digits);
}

/** "Nov 23, 2026" */
export function date(at: number, zone: 'local' | 'utc'): string {
  return (zone === 'utc' ? utc : local).date(new Date(Math.floor(at / 1000)));
}

/** "Nov 23" */
export function day(at: number, zone: 'local' | 'utc'): string {
  return (zone === 'utc' ? utc : local).day(new Date(Math.floor(at / 1000)));
}

/** "UTC+01:00" */
export function localZoneName(at: number): string {
  const offset = local.zone(new Date(Math.floor(at / 1000)));
  return offset === '+0000' ? 'UTC' : `UTC${offset.slice(0, 3)}:${offset.slice(3)}`;
}

/** "+13.883 s", "+2:03.5", "+1:02:03"; `us` since whatever is zero. */
export function elapsed(us: number, digits: number): string {
  const sign = us < 0 ? MINUS : '+';
  const absolute = Math.abs(us);
  const seconds = Math.floor(absolute / 1_000_000);
  const rest = fraction(absolute, digits);
  if (seconds < 60) return `${sign}${seconds}${rest} s`;
  const two = (n: number): string => String(n).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${sign}${h > 0 ? `${h}:${two(m)}` : String(m)}:${two(s)}${rest}`;
}

/** "850 µs", "12.4 ms", "13.9 s", "2 min 3 s", "1 h 2 min", "3 d 4 h" */
export function duration(us: number): string {
  if (us < 1000) return `${Math.round(us)} µs`;
  if (us < 1_000_000) return `${(us / 1000).toFixed(us < 100_000 ? 1 : 0)} ms`;
  if (us < 59_950_000) return `${(us / 1_000_000).toFixed(us < 10_000_000 ? 2 : 1)} s`;
  const seconds = Math.round(us / 1_000_000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  const hours = Math.round(minutes / 60);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A moment as the chosen zone writes it. `time` in µs since `origin`, which is in µs since the Unix epoch. */
export function moment(time: number, origin: number, zone: Zone, digits: number): string {
  return zone === 'elapsed' ? elapsed(time, digits) : clock(origin + time, zone, digits);
}

/** The last part of a path, however its parts are divided. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** 1,234 */
export function grouped(n: number): string {
  return n.toLocaleString('en-US');
}
