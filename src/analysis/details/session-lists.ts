/** The sessions of a log as lists want them: page by page, found, stepped through. */
import { NONE } from '../../events/columns.js';
import type { ExpectedInLog } from '../../expected/expected-in-log.js';
import type { Facts } from '../../sessions/collecting/facts.js';
import type { SessionTable } from '../../sessions/session-table.js';
import type { Ranges } from '../../sources/ranges.js';
import {
  ROWS_PER_PAGE,
  type SessionGroup,
  type SessionPosition,
  type SessionRow,
  type SessionSearch,
  type Step,
  type StepFrom,
} from '../requests/api.js';
import type { SessionKey } from '../lanes/protocol.js';
import type { Found } from '../lanes/source.js';
import { locateAll } from '../findings/locate.js';
import { rowOf } from './session-views.js';

/** By the number of the session. */
type Expected = ExpectedInLog['of'];

interface Group extends SessionGroup {
  readonly sessions: Uint32Array;
}

/** Lists of one result of an analysis; made as far as they are asked for. */
export class SessionLists {
  private grouped: readonly Group[] | null = null;
  private endings: readonly Ending[] | null = null;

  constructor(
    private readonly sessions: SessionTable,
    private readonly facts: Facts,
    private readonly ranges: Ranges,
    private readonly expected: Expected,
  ) {}

  /** The groups that have sessions: those that ended silently, then the others by emitter. */
  groups(): SessionGroup[] {
    return this.groupsWithSessions.map(({ emitter, count }) => ({ emitter, count }));
  }

  page(emitter: string | null, from: number): SessionRow[] {
    const sessions = this.groupOf(emitter)?.sessions ?? new Uint32Array(0);
    return Array.from(sessions.subarray(from, from + ROWS_PER_PAGE), (session) => this.row(session));
  }

  row(session: number): SessionRow {
    const expected = this.expected.get(session)?.reason ?? null;
    return rowOf(this.facts, this.sessions.session(session), this.sessions.eventsOf(session), expected);
  }

  /** Where a session stands in the groups. */
  position(session: number): SessionPosition {
    const { flagged, emitter: number, emitters } = this.sessions;
    const emitter = flagged[session] === 1 ? null : emitters[number[session]!]!;
    return { emitter, position: lowerBound(this.groupOf(emitter)!.sessions, session) };
  }

  /** The session's number, or null when it is not in the log (any more). */
  find({ emitter, id, instance }: SessionKey): number | null {
    const { sessions } = this;
    const number = sessions.emitters.indexOf(emitter);
    for (let k = 0; k < sessions.count; k++)
      if (sessions.instance[k] === instance && sessions.emitter[k] === number && sessions.id(k) === id) return k;
    return null;
  }

  /** The silent ending that nobody expects next to a session, or next to a place in the text; around the ends of the log. */
  async step(from: StepFrom, direction: 1 | -1): Promise<Step | null> {
    const { length } = this.silentEndings;
    if (length === 0) return null;
    const index = 'line' in from ? await this.nextTo(from, direction) : this.nextToSession(from.session, direction);
    const at = (index + length) % length;
    return { row: this.row(this.silentEndings[at]!.session), number: at + 1, of: length };
  }

  /** The first of the sessions found, silent ones first. */
  search({ hits, problem }: Found): Omit<SessionSearch, 'completions'> {
    const found: number[] = [];
    const { count, flagged } = this.sessions;
    for (const silent of [1, 0])
      for (let k = 0; k < count && found.length <= ROWS_PER_PAGE; k++)
        if (flagged[k] === silent && hits?.[k] !== 0) found.push(k);
    const rows = found.slice(0, ROWS_PER_PAGE).map((session) => this.row(session));
    return { rows, more: found.length > ROWS_PER_PAGE, problem };
  }

  private groupOf(emitter: string | null): Group | undefined {
    return this.groupsWithSessions.find((group) => group.emitter === emitter);
  }

  private get groupsWithSessions(): readonly Group[] {
    return (this.grouped ??= groupsOf(this.sessions));
  }

  /** In the order in which they stand in the log. */
  private get silentEndings(): readonly Ending[] {
    return (this.endings ??= silentEndings(this.sessions, this.facts, this.expected));
  }

  private nextToSession(session: number | null, direction: 1 | -1): number {
    const endings = this.silentEndings;
    if (session === null) return direction === 1 ? 0 : -1;
    const own = endings.findIndex((ending) => ending.session === session);
    if (own >= 0) return own + direction;
    const { offset } = this.row(session).target;
    const after = endings.findIndex((ending) => ending.offset > offset);
    const next = after < 0 ? endings.length : after;
    return direction === 1 ? next : next - 1;
  }

  private async nextTo(place: { line: number; character: number }, direction: 1 | -1): Promise<number> {
    const endings = this.silentEndings;
    // Lines are known; columns are looked up where lines agree.
    const side = async (ending: Ending): Promise<number> => {
      if (ending.line - 1 !== place.line) return ending.line - 1 - place.line;
      const [range] = await locateAll(this.ranges, [{ offset: ending.offset, length: 0, line: ending.line }]);
      return range!.startCharacter - place.character;
    };
    let low = 0;
    let high = endings.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = await side(endings[middle]!);
      if (direction === 1 ? at > 0 : at >= 0) high = middle;
      else low = middle + 1;
    }
    return direction === 1 ? low : low - 1;
  }
}

interface Ending {
  readonly session: number;
  readonly offset: number;
  readonly line: number;
}

function silentEndings(sessions: SessionTable, { table }: Facts, expected: Expected): Ending[] {
  const endings: Ending[] = [];
  for (let session = 0; session < sessions.count; session++) {
    if (sessions.flagged[session] !== 1 || expected.has(session)) continue;
    const event = sessions.ending[session]!;
    if (event !== NONE) endings.push({ session, offset: table.offset(event), line: table.line(event) });
  }
  return endings.sort((a, b) => a.offset - b.offset || a.session - b.session);
}

function groupsOf(sessions: SessionTable): Group[] {
  const silent: number[] = [];
  const others = new Map<number, number[]>();
  for (let k = 0; k < sessions.count; k++) {
    if (sessions.flagged[k] === 1) {
      silent.push(k);
      continue;
    }
    const emitter = sessions.emitter[k]!;
    const group = others.get(emitter);
    if (group) group.push(k);
    else others.set(emitter, [k]);
  }
  const group = (emitter: string | null, members: readonly number[]): Group => ({
    emitter,
    count: members.length,
    sessions: Uint32Array.from(members),
  });
  return [
    ...(silent.length > 0 ? [group(null, silent)] : []),
    ...[...others].map(([emitter, members]) => group(sessions.emitters[emitter]!, members)),
  ];
}

/** Index of the first of the ascending numbers that is not below `value`. */
function lowerBound(numbers: Uint32Array, value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
