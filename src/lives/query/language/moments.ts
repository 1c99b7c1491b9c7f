/** Times in queries: of a day, of any day, since the beginning of the log. */
import { DAY, durationIn, HOUR, isIn, MINUTE, MS, rangeIn, SECOND, type Range } from './values.js';

/** How times are read: µs. */
export interface Clock {
  /** What the people who ask add to UTC: their zone. Where that changes meanwhile, what is added from each time on, ascending. */
  readonly zone: number | readonly ZoneOffset[];
  /** The first event of the log, since the Unix epoch. */
  readonly origin: number;
}

/** `from` in µs since the Unix epoch, `offset` in µs. */
export interface ZoneOffset {
  readonly from: number;
  readonly offset: number;
}

/** What is added to a time in UTC, µs since the Unix epoch. */
function offsetAt({ zone }: Clock, time: number): number {
  if (typeof zone === 'number') return zone;
  return (zone.findLast(({ from }) => from <= time) ?? zone[0])?.offset ?? 0;
}

/** What was added where a clock showed a time; in the hour that comes twice, the one or the other. */
const offsetShown = (clock: Clock, shown: number): number => offsetAt(clock, shown - offsetAt(clock, shown));

export const UTC: Clock = { zone: 0, origin: 0 };

/** A time as far as it is given: a day, a minute, a second. */
interface Moment extends Range {
  /** It is that time of any day, and within {@link DAY}. */
  readonly daily: boolean;
  /** Of which zone it is, µs to be added to UTC; null: of the people who ask. */
  readonly zone: number | null;
}

const TIME = /^(?:(\d{4}-\d\d-\d\d)(?:[T ](?=\d)|$))?(?:(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?)?$/;
const ZONE = /(?:Z|([+-])(\d\d):?(\d\d))$/;

/** 14:03, 14:03:05.250, 2026-11-23, 2026-11-23T14:03:05Z, µs since the epoch, +90s and +2:03 since the log began. */
function momentIn(text: string, { origin }: Clock): Moment | null {
  if (/^\d{15,16}$/.test(text)) return { from: Number(text), to: Number(text) + 1, daily: false, zone: 0 };
  if (text.startsWith('+')) return elapsedIn(text.slice(1), origin);
  const zoned = /^\d{4}-\d\d-\d\d$/.test(text) ? null : ZONE.exec(text);
  const found = TIME.exec(zoned === null ? text : text.slice(0, zoned.index));
  if (found === null || text === '' || zoned?.index === 0) return null;
  const [, day, hour, minute, second, part = ''] = found;
  const start = day === undefined ? 0 : Date.parse(`${day}T00:00:00Z`) * MS;
  if (Number.isNaN(start) || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59)
    return null;
  const micros = Number(part.padEnd(6, '0'));
  const from = start + Number(hour ?? 0) * HOUR + Number(minute ?? 0) * MINUTE + Number(second ?? 0) * SECOND + micros;
  const length =
    hour === undefined ? DAY : second === undefined ? MINUTE : part === '' ? SECOND : SECOND / 10 ** part.length;
  return { from, to: from + length, daily: day === undefined, zone: zoned === null ? null : zoneIn(zoned) };
}

/** The first time from `from` on that a text means, µs since the epoch; null where it means none. */
export function firstTimeIn(text: string, clock: Clock, from: number): number | null {
  const moment = momentIn(text.trim(), clock);
  if (moment === null) return null;
  if (!moment.daily) return moment.from - (moment.zone ?? offsetShown(clock, moment.from));
  const shift = moment.zone ?? offsetAt(clock, from);
  // The minute in which the log begins is one of its times.
  const days = Math.floor((from + shift - moment.to) / DAY) + 1;
  const shown = days * DAY + moment.from;
  return Math.max(from, shown - (moment.zone ?? offsetShown(clock, shown)));
}

const zoneIn = ([, sign, hours, minutes]: RegExpExecArray): number =>
  sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);

/** As the timeline tells it, "2:03.5" and "1:02:03", or as a duration. */
function elapsedIn(text: string, origin: number): Moment | null {
  const told = /^(?:(\d{1,5}):(?=\d\d:))?(\d{1,2}):(\d\d)(?:[.,](\d{1,6}))?$/.exec(text);
  if (told === null) {
    const since = durationIn(text);
    if (since === null) return null;
    const length = /[.,]\d|[mµu]s$/.test(text) ? MS : SECOND;
    return { from: origin + since.from, to: origin + since.from + length, daily: false, zone: 0 };
  }
  const [, hours = '0', minutes, seconds, part = ''] = told;
  const from = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  const since = origin + from + Number(part.padEnd(6, '0'));
  return { from: since, to: since + SECOND / 10 ** part.length, daily: false, zone: 0 };
}

/** Whether a time, or a span of it, µs since the epoch, is in what a value means. */
export type When = (from: number, to: number) => boolean;

/** What a value means: a time, a part of the day, a range; null where it is none of these. */
export function whenIn(text: string, clock: Clock): { readonly at: When; readonly during: When } | null {
  const range = rangeIn(text, (part) => momentIn(part, clock));
  if (range === null) return null;
  const [first, last = first] = range.of as [Moment, Moment?];
  if (first.daily !== last.daily) return first.daily ? null : whenIn(onDayOf(text, first), clock);
  const given = first.zone ?? last.zone;
  const shift = (time: number): number => given ?? offsetAt(clock, time);
  const daily = first.daily ? withinDays(range) : null;
  if (daily !== null)
    return {
      at: (time) => isInDays(time + shift(time), daily),
      during: (from, to) => meetsDays(from + shift(from), to + shift(to), daily),
    };
  // Each end in its own zone.
  const begin = range.from - (first.zone ?? given ?? offsetShown(clock, range.from));
  const end = range.to - (last.zone ?? given ?? offsetShown(clock, range.to));
  return {
    at: (time) => isIn(time, { from: begin, to: end }),
    during: (from, to) => from < end && to >= begin,
  };
}

/** `2026-11-28T14:03..14:10` is of one day. */
function onDayOf(text: string, first: Moment): string {
  const day = new Date(first.from / MS).toISOString().slice(0, 10);
  return text.replace(/\.\.\s*/, `..${day}T`);
}

/** A range of times of day: `>14:03` goes to midnight, 23:00..01:00 over it. */
function withinDays({ from, to }: Range): Range {
  const begin = Math.max(from, 0);
  return { from: begin, to: to < begin ? to + DAY : Math.min(to, DAY) };
}

function isInDays(time: number, range: Range): boolean {
  const ofDay = ((time % DAY) + DAY) % DAY;
  return isIn(ofDay, range) || isIn(ofDay + DAY, range);
}

function meetsDays(from: number, to: number, range: Range): boolean {
  // The first day whose range ends behind the beginning of the span.
  const day = Math.floor((from - range.to) / DAY) + 1;
  return day * DAY + range.from <= to;
}
