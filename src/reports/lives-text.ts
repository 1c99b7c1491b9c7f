/** Lives for people: how those of each kind ended, then each one's stay where kinds, a time or a room were asked for. */
import { terminalLine } from '../encoding/terminal.js';
import { lifeName } from '../lives/hint-words.js';
import type { Life } from '../lives/model.js';
import { hintsOf, KIND_NAMES } from '../lives/registry.js';
import { selected, type Selection } from '../lives/selection.js';
import type { LogReport } from '../sessions/model.js';
import { duration } from '../sessions/wording.js';
import type { WantedLives } from './report.js';
import { bold, count, dim, EMPTY, indented, time, widest, yellow, type Line } from './text-lines.js';
import { linesOf } from './text.js';

/** Columns of a time, so that what has none lines up. */
const TIME = 27;

export function* livesText(report: LogReport, wanted: WantedLives, colour: boolean): Generator<string> {
  for (const line of lifeLines(report, wanted)) yield terminalLine(line, colour);
}

function* lifeLines(report: LogReport, { lives, selection }: WantedLives): Generator<Line> {
  const asked = selection.at !== null || selection.room !== null || selection.where !== null;
  if (!asked) {
    yield* linesOf(report);
    yield EMPTY;
  }
  const counts = new Map<string, number[]>();
  const hints = new Map<string, Life[]>();
  for (const life of selected(lives, selection)) {
    countLife(life, counts);
    if (life.hint !== null) addTo(hints, `${life.kind}/${life.hint}`, life);
  }
  yield* countLines(counts);
  if (asked || selection.kinds.size < KIND_NAMES.length) yield* stays(selected(lives, selection), selection);
  yield* hintLines(hints, report);
}

function addTo(lists: Map<string, Life[]>, key: string, life: Life): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [life]);
  else list.push(life);
}

const COUNTED = ['ended with an event', 'without one', 'open', 'cannot be told'] as const;

function countLife({ kind, state, told }: Life, counts: Map<string, number[]>): void {
  const of = counts.get(kind) ?? COUNTED.map(() => 0);
  counts.set(kind, of);
  of[state === 'open' ? 2 : state === 'undecidable' ? 3 : told ? 0 : 1]!++;
}

function* countLines(counts: ReadonlyMap<string, number[]>): Generator<Line> {
  yield [bold('Lives')];
  if (counts.size === 0) yield ['  none'];
  const width = widest([...counts.keys()]);
  for (const [kind, of] of counts) {
    const all = of.reduce((a, b) => a + b, 0);
    const parts = of.flatMap((n, k) => (n === 0 ? [] : [`${n.toLocaleString('en')} ${COUNTED[k]!}`]));
    yield [`  ${kind.padEnd(width)}  ${all.toLocaleString('en')}: ${parts.join(', ')}`];
  }
}

/** A line for each: from when to when, who, for how long, and why it ended. */
function* stays(lives: Iterable<Life>, { at, room }: Selection): Generator<Line> {
  const when = at === null ? 'From, to' : `There at ${time(at)}`;
  yield EMPTY;
  yield [bold(room === null ? when : `${when}, room ${room}`)];
  let nobody = true;
  for (const life of lives) {
    nobody = false;
    const { begunAt, endedAt, ids, emitter, state } = life;
    const from = begunAt === null ? 'before this log' : time(begunAt);
    const to = endedAt === null ? (state === 'open' ? 'still there' : 'not known') : time(endedAt);
    const lasted = begunAt === null || endedAt === null ? '' : `, ${duration(endedAt - begunAt)}`;
    const where = typeof ids.room === 'string' && room === null ? ` in room ${ids.room}` : '';
    const server = emitter === '' ? '' : ` on ${emitter}`;
    yield [
      `  ${from.padEnd(TIME)}  ${to.padEnd(TIME)}  ${lifeName(life)}${where}${server}`,
      dim(`${lasted}; ${life.cause ?? state}`),
    ];
  }
  if (nobody) yield ['  nobody, as far as this log tells'];
}

function* hintLines(found: ReadonlyMap<string, readonly Life[]>, report: LogReport): Generator<Line> {
  for (const same of found.values()) {
    const { kind, hint } = same[0]!;
    const { title, advice } = hintsOf(kind)[hint!]!;
    yield EMPTY;
    yield [yellow(`${kind}: ${title}`), `: ${count(same.length, 'time')}`];
    yield* indented(advice, 2);
    for (const life of same) {
      const place = life.shownBy;
      const where = place === null ? '' : `${report.logs[place.log]?.path ?? ''}:${String(place.line)}  `;
      yield ['    ', dim(where), `${lifeName(life)}: ${life.reason}`];
    }
  }
}
