/** Times and spans for people; all in µs. Times are UTC: a log tells no other zone. */
import * as l10n from '@vscode/l10n';
import { number } from './numbers.js';

/** "85 µs", "2.1 ms", "13.9 s", "4 min 5 s", "3 h 12 min", "1 d 6 h". */
export function duration(us: number): string {
  const length = Math.abs(us);
  // + 0, since a span a little below nothing is rounded to −0.
  if (length < 1000) return l10n.t('{0} µs', number(Math.round(us) + 0));
  if (length < 1e6) return l10n.t('{0} ms', number(us / 1000, length < 1e5 ? 1 : 0));
  if (length < 59_950_000) return l10n.t('{0} s', number(us / 1e6, length < 1e7 ? 2 : 1));
  const seconds = Math.round(us / 1e6);
  if (Math.abs(seconds) < 3600) return l10n.t('{0} min {1} s', Math.trunc(seconds / 60), Math.abs(seconds % 60));
  const minutes = Math.round(seconds / 60);
  if (Math.abs(minutes) < 1440) return l10n.t('{0} h {1} min', Math.trunc(minutes / 60), Math.abs(minutes % 60));
  const hours = Math.round(minutes / 60);
  return l10n.t('{0} d {1} h', number(Math.trunc(hours / 24)), Math.abs(hours % 24));
}

const iso = (us: number): string => new Date(Math.floor(us / 1000)).toISOString();

/** UTC time of day to the millisecond, "07:05:45.123". */
export const clock = (us: number): string => iso(us).slice(11, 23);

/** "2026-11-23 07:26:59.123 UTC" */
export const dateAndTime = (us: number): string => `${iso(us).slice(0, -1).replace('T', ' ')} UTC`;
