/** The outline of a log: servers, their sessions, the handles of those. */
import * as l10n from '@vscode/l10n';
import { emitterOfEvent, opaqueIdOf, pluginOf, type Facts } from '../../sessions/collecting/facts.js';
import { outcomeAt } from '../../sessions/session-outcome.js';
import { NONE } from '../../events/columns.js';
import type { SessionTable } from '../../sessions/session-table.js';
import type { NamesFirst } from '../../sessions/who.js';
import { plural } from '../../words/numbers.js';
import { outcomeWords } from '../../words/outcomes.js';
import { pluginName } from '../../words/transports.js';
import { timesOf, titleOf } from '../details/row-words.js';
import { rowOf } from '../details/session-views.js';
import { locateAll } from '../findings/locate.js';
import type { Judged } from '../findings/places.js';
import { MAX_SESSION_SYMBOLS, MAX_SYMBOLS, type Symbol } from '../requests/in-text.js';

/** Handles of one session that are listed. */
const MAX_HANDLES = 50;

interface Draft {
  readonly level: Symbol['level'];
  readonly kind: Symbol['kind'];
  readonly name: string;
  readonly detail: string;
  /** Numbers of its first event and of the last one before an event of another session or server. */
  readonly first: number;
  readonly last: number;
}

export async function outlineOf(judged: Judged, first: NamesFirst): Promise<Symbol[]> {
  const drafts = draftsOf(judged, first);
  const { table } = judged.facts;
  const places = drafts.flatMap((draft) => [table.place(draft.first), table.place(draft.last)]);
  const ranges = await locateAll(judged.ranges, places);
  return drafts.map(({ level, kind, name, detail }, k) => {
    const [begin, end] = [ranges[2 * k]!, ranges[2 * k + 1]!];
    const range = { ...begin, endLine: end.endLine, endCharacter: end.endCharacter };
    return { level, kind, name, detail, range, first: begin };
  });
}

function draftsOf({ facts, report }: Judged, first: NamesFirst): Draft[] {
  const { sessions } = report;
  const drafts: Draft[] = [];
  const own = sessionsByServer(sessions);
  const firsts = firstEvents(facts);
  for (const { number, name } of facts.emitterList) {
    const { all, listed } = own.get(name) ?? { all: 0, listed: [] };
    const event = firsts[number]!;
    if (event === NONE) continue;
    drafts.push({
      level: 0,
      kind: 'server',
      name: name === '' ? l10n.t('Server without a name') : name,
      detail: plural(all, l10n.t('{0} session|{0} sessions')),
      first: event,
      last: lastFrom(facts, event, (other) => emitterOfEvent(facts, other) === number),
    });
    for (const session of listed) addSession(drafts, facts, sessions, session, first);
    if (listed.length < all) {
      const missing = all - listed.length;
      const name = plural(
        missing,
        l10n.t('{0} more session: Janus: Go to Session…|{0} more sessions: Janus: Go to Session…'),
      );
      drafts.push({ level: 1, kind: 'more', name, detail: '', first: event, last: event });
    }
  }
  return drafts;
}

function addSession(drafts: Draft[], facts: Facts, sessions: SessionTable, session: number, first: NamesFirst): void {
  const events = sessions.eventsOf(session);
  const row = rowOf(facts, sessions.session(session), events);
  const { title, id } = titleOf(row, first);
  const outcome = outcomeAt(sessions, session);
  const begin = events.reduce((least, event) => Math.min(least, event));
  drafts.push({
    level: 1,
    kind: outcome === 'silent' ? 'silent' : 'session',
    name: title === '' ? l10n.t('Session {0}', '""') : title,
    detail: [id ?? '', outcomeWords(outcome), timesOf(row)].filter((part) => part !== '').join(' · '),
    first: begin,
    last: lastFrom(facts, begin, (other) => sessions.sessionOf(other) === session),
  });
  if (drafts.length >= MAX_SYMBOLS) return;
  const { table } = facts;
  const handles = new Map<number, number>();
  for (const event of events) {
    const handle = table.handle(event);
    if (handle === NONE) continue;
    const known = handles.get(handle);
    if (known === undefined && handles.size === MAX_HANDLES) continue;
    if (known === undefined || event < known) handles.set(handle, event);
  }
  for (const [handle, event] of [...handles].sort(([, a], [, b]) => a - b)) {
    const plugin = pluginName(pluginOf(facts, handle));
    const id = facts.handles.text(handle);
    drafts.push({
      level: 2,
      kind: 'handle',
      name: plugin === '' ? l10n.t('Handle {0}', id) : plugin,
      detail: [plugin === '' ? '' : id, opaqueIdOf(facts, handle) ?? ''].filter((part) => part !== '').join(' · '),
      first: event,
      last: lastFrom(facts, event, (other) => table.handle(other) === handle),
    });
  }
}

/** The sessions that are listed, in the order of the log: no silent one is left out for another. */
function chosenIn({ count, flagged }: SessionTable): number[] {
  const chosen: number[] = [];
  for (const silent of [1, 0])
    for (let k = 0; k < count && chosen.length < MAX_SESSION_SYMBOLS; k++) if (flagged[k] === silent) chosen.push(k);
  return chosen.sort((a, b) => a - b);
}

/** How many sessions each server has, by its name, and which of them are listed. */
function sessionsByServer(sessions: SessionTable): ReadonlyMap<string, { all: number; listed: number[] }> {
  const own = sessions.emitters.map(() => ({ all: 0, listed: [] as number[] }));
  for (const server of sessions.emitter) if (server !== NONE) own[server]!.all++;
  for (const session of chosenIn(sessions)) own[sessions.emitter[session]!]?.listed.push(session);
  return new Map(sessions.emitters.map((name, k) => [name, own[k]!]));
}

/** The first event of each server, {@link NONE} where it has none. */
function firstEvents(facts: Facts): Int32Array {
  const firsts = new Int32Array(facts.emitterList.length).fill(NONE);
  for (let event = facts.table.count - 1; event >= 0; event--) firsts[emitterOfEvent(facts, event)] = event;
  return firsts;
}

/** The last event of those from `event` on that are all of the same. */
function lastFrom({ table }: Facts, event: number, isSame: (event: number) => boolean): number {
  let last = event;
  while (last + 1 < table.count && isSame(last + 1)) last++;
  return last;
}
