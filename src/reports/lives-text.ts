/** Lives for people: how those of each kind ended, then each one's stay where kinds, a time or a room were asked for. */
import * as l10n from '@vscode/l10n';
import { terminalLine } from '../encoding/terminal.js';
import { lifeName } from '../lives/hint-words.js';
import type { Lives } from '../lives/lives.js';
import type { Life } from '../lives/model.js';
import { hintsOf, KIND_NAMES } from '../lives/registry.js';
import { selected, type Selection } from '../lives/selection.js';
import type { LogReport } from '../sessions/log-report.js';
import { number, plural } from '../words/numbers.js';
import { list } from '../words/sentences.js';
import { dateAndTime, duration } from '../words/times.js';

import type { Baseline } from './baseline.js';
import { bold, dim, EMPTY, indented, padded, widest, yellow, type Line } from './text-lines.js';
import { linesOf } from './text.js';

/** Lives to be reported as well. */
export interface WantedLives {
  readonly lives: Lives;
  readonly selection: Selection;
}

/** Columns of a time, so that what has none lines up. */
const TIME = 27;

export function* livesText(
  report: LogReport,
  wanted: WantedLives,
  colour: boolean,
  baseline: Baseline | null = null,
): Generator<string> {
  for (const line of lifeLines(report, wanted, baseline)) yield terminalLine(line, colour);
}

function* lifeLines(report: LogReport, { lives, selection }: WantedLives, baseline: Baseline | null): Generator<Line> {
  const asked = selection.at !== null || selection.room !== null || selection.where !== null;
  if (!asked) {
    yield* linesOf(report, baseline);
    yield EMPTY;
  }
  const counts = new Map<string, Tally>();
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

/** How many ended with an event, without one, are open, cannot be told. */
type Tally = [told: number, untold: number, open: number, unknown: number];

function countLife({ kind, state, told }: Life, counts: Map<string, Tally>): void {
  const of: Tally = counts.get(kind) ?? [0, 0, 0, 0];
  counts.set(kind, of);
  of[state === 'open' ? 2 : state === 'undecidable' ? 3 : told ? 0 : 1]++;
}

function* countLines(counts: ReadonlyMap<string, Tally>): Generator<Line> {
  yield [bold(l10n.t('Lives'))];
  if (counts.size === 0) yield [`  ${l10n.t('none')}`];
  const width = widest([...counts.keys()]);
  for (const [kind, of] of counts) {
    const all = of.reduce((a, b) => a + b, 0);
    yield [`  ${padded(kind, width)}  ${number(all)}: ${tallyWords(of)}`];
  }
}

function tallyWords([told, untold, open, unknown]: Tally): string {
  const parts: string[] = [];
  if (told > 0) parts.push(l10n.t('{0} ended with an event', number(told)));
  if (untold > 0) parts.push(l10n.t('{0} without one', number(untold)));
  if (open > 0) parts.push(l10n.t('{0} open', number(open)));
  if (unknown > 0) parts.push(l10n.t('{0} cannot be told', number(unknown)));
  return list(parts);
}

/** A line for each: from when to when, who, for how long, and why it ended. */
function* stays(lives: Iterable<Life>, { at, room }: Selection): Generator<Line> {
  yield EMPTY;
  yield [bold(staysTitle(at, room))];
  let nobody = true;
  for (const life of lives) {
    nobody = false;
    const { begunAt, endedAt, state } = life;
    const from = begunAt === null ? l10n.t('before this log') : dateAndTime(begunAt);
    const unended = state === 'open' ? l10n.t('still there') : l10n.t('not known');
    const to = endedAt === null ? unended : dateAndTime(endedAt);
    const lasted = begunAt === null || endedAt === null ? '' : `, ${duration(endedAt - begunAt)}`;
    yield [
      `  ${padded(from, TIME)}  ${padded(to, TIME)}  ${whereabouts(life, room === null)}`,
      dim(`${lasted}; ${life.cause ?? state}`),
    ];
  }
  if (nobody) yield [`  ${l10n.t('nobody, as far as this log tells')}`];
}

function staysTitle(at: number | null, room: string | null): string {
  if (at === null) return room === null ? l10n.t('From, to') : l10n.t('From, to, room {0}', room);
  return room === null
    ? l10n.t('There at {0}', dateAndTime(at))
    : l10n.t('There at {0}, room {1}', dateAndTime(at), room);
}

/** Who or what it is, in which room if that is wanted, and on which server. */
function whereabouts(life: Life, withRoom: boolean): string {
  const { ids, emitter } = life;
  const name = lifeName(life);
  const room = withRoom && typeof ids.room === 'string' ? ids.room : null;
  if (room === null) return emitter === '' ? name : l10n.t('{0} on {1}', name, emitter);
  return emitter === '' ? l10n.t('{0} in room {1}', name, room) : l10n.t('{0} in room {1} on {2}', name, room, emitter);
}

function* hintLines(found: ReadonlyMap<string, readonly Life[]>, report: LogReport): Generator<Line> {
  for (const same of found.values()) {
    const { kind, hint } = same[0]!;
    const { title, advice } = hintsOf(kind)[hint!]!;
    yield EMPTY;
    yield [yellow(`${kind}: ${title}`), `: ${plural(same.length, l10n.t('{0} time|{0} times'))}`];
    yield* indented(advice, 2);
    for (const life of same) {
      const place = life.shownBy;
      const where = place === null ? '' : `${report.logs[place.log]?.path ?? ''}:${String(place.line)}  `;
      yield ['    ', dim(where), `${lifeName(life)}: ${life.reason}`];
    }
  }
}
