/** Times and spans for people; all in µs. Times are told by the clock chosen for all panes, UTC where nobody chooses. */
import * as l10n from '@vscode/l10n';
import { clock as ofDay, elapsed, localZoneName, writtenMoment, type Zone } from './clocks.js';
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

/** A clock of one log: elapsed times are told since `origin`, µs since the Unix epoch. */
export interface LogClock {
  readonly zone: Zone;
  readonly origin: number;
}

let chosen: LogClock = { zone: 'utc', origin: 0 };

/** From now on times are told so. For the thread and the bundle in `dist/` that calls it, as `speak()` is. */
export function tellTimesBy(clock: LogClock): void {
  chosen = clock;
}

/** The clock that times are told by. */
export const clockTold = (): LogClock => chosen;

/** "UTC", "UTC+01:00"; '' for elapsed time, which bears its sign instead. */
export const zoneName = (zone: Zone, at: number): string =>
  zone === 'local' ? localZoneName(at) : zone === 'utc' ? 'UTC' : '';

const told = (us: number, { zone, origin }: LogClock, digits: number): string =>
  zone === 'elapsed' ? elapsed(us - origin, digits) : ofDay(us, zone, digits);

/** Time of day with its zone, "07:05:45.123 UTC"; "+13.883 s" since the log began. */
export const clock = (us: number, by: LogClock = chosen, digits = 3): string =>
  `${told(us, by, digits)} ${zoneName(by.zone, us)}`.trimEnd();

/** The same for a narrow list, as ISO 8601 has it: "07:05:45Z", "08:05:45+01:00"; "+13.883 s" since the log began. */
export const shortClock = (us: number, by: LogClock = chosen, digits = 0): string => {
  const zone = zoneName(by.zone, us);
  return told(us, by, digits) + (zone === 'UTC' ? 'Z' : zone.replace(/^UTC/, ''));
};

/** "2026-11-23" on the calendar of the zone; '' for elapsed time. */
export const dayOf = (us: number, { zone }: LogClock = chosen): string =>
  zone === 'elapsed' ? '' : String(writtenMoment(us, 0, zone)).slice(0, 10);

/** "2026-11-23 07:26:59.123 UTC"; "+13.883 s" since the log began. */
export const dateAndTime = (us: number, by: LogClock = chosen, digits = 3): string =>
  `${dayOf(us, by)} ${clock(us, by, digits)}`.trimStart();

/** The first of two times, whose zone the other tells: "2026-11-23 07:05:32". */
export const beginningOf = (us: number, by: LogClock = chosen, digits = 3): string =>
  `${dayOf(us, by)} ${told(us, by, digits)}`.trimStart();

/** "2026-11-23 07:05:32 – 07:05:45 UTC"; the second with its date where that is another. */
export function fromTo(from: number, to: number, by: LogClock = chosen, digits = 3): string {
  const end = dayOf(to, by) === dayOf(from, by) ? clock(to, by, digits) : dateAndTime(to, by, digits);
  return `${beginningOf(from, by, digits)} – ${end}`;
}
