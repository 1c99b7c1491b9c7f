/** What a reader of a log wants to know of the event under the pointer, or of the field of it. */
import * as l10n from '@vscode/l10n';
import { emitterOfEvent, opaqueIdOf, pluginOf } from '../../sessions/collecting/facts.js';
import { NONE } from '../../events/columns.js';
import type { NamesFirst } from '../../sessions/who.js';
import { eventTypeName } from '../../words/event-types.js';
import { number, plural } from '../../words/numbers.js';
import { outcomeTitle, provisionalTitle } from '../../words/outcomes.js';
import { clock, clockTold, dateAndTime, duration } from '../../words/times.js';
import { connectionName, pluginName } from '../../words/transports.js';
import { namesOf, timesOf, titleOf } from '../details/row-words.js';
import { rowOf } from '../details/session-views.js';
import { readEvents } from '../event-texts/event-texts.js';
import { eventWords } from '../event-texts/event-words.js';
import type { Judged } from '../findings/places.js';
import type { Explanation, Field, PlaceInText } from '../requests/in-text.js';
import type { SessionRow } from '../requests/api.js';
import { createdOver, eventInText, meaningOf, useOf, type Meaning } from './event-in-text.js';
import { sentenceOfSubtype, sentenceOfType } from './type-words.js';

/** Sessions that a connection is said to have had, by name. */
const MOST_NAMED = 5;

type Words = Pick<Explanation, 'title' | 'lines'> & {
  /** The session whose verdict belongs here. */
  readonly judged?: SessionRow;
};

/** Null where no event is at the place. */
export async function explanationAt(
  judged: Judged,
  place: PlaceInText,
  field: Field | null,
  first: NamesFirst,
): Promise<Explanation | null> {
  const found = await eventInText(judged, place);
  if (found === null) return null;
  const { event, place: inLog } = found;
  const meaning = meaningOf(judged, event, field);
  const { title, lines, judged: row } = await new Explainer(judged, event, first).explain(meaning);
  const session = judged.report.sessions.sessionOf(event);
  return {
    event: inLog,
    about: meaning.of === 'event' ? 'event' : 'field',
    session: session === NONE ? null : session,
    title,
    lines: lines.filter((line) => line !== ''),
    verdict: row === undefined ? null : verdictOf(row),
  };
}

function verdictOf({ outcome, provisional, reason }: SessionRow): Explanation['verdict'] {
  return { title: provisional ? provisionalTitle() : outcomeTitle(outcome), reason, silent: outcome === 'silent' };
}

class Explainer {
  constructor(
    private readonly judged: Judged,
    private readonly event: number,
    private readonly first: NamesFirst,
  ) {}

  explain(meaning: Meaning): Words | Promise<Words> {
    const { facts } = this.judged;
    switch (meaning.of) {
      case 'session':
        return this.session(meaning.session);
      case 'handle':
        return this.handle(meaning.session, meaning.handle);
      case 'connection':
        return this.connection(meaning.connection);
      case 'server':
        return this.server();
      case 'time':
        return this.time();
      case 'type': {
        const type = facts.table.type(this.event);
        return { title: l10n.t('Type {0}: {1}', type, eventTypeName(type)), lines: [sentenceOfType(type)] };
      }
      case 'subtype': {
        const [type, subtype] = [facts.table.type(this.event), facts.table.subtype(this.event)];
        const title = l10n.t('Subtype {0} of type {1}: {2}', subtype, type, eventTypeName(type));
        return { title, lines: [sentenceOfSubtype(type, subtype)] };
      }
      case 'event':
        return this.whole();
    }
  }

  private async whole(): Promise<Words> {
    const { facts, report, ranges } = this.judged;
    const { table } = facts;
    const { event } = this;
    const [text] = await readEvents(ranges, [table.place(event)]);
    const type = table.type(event);
    const title = text == null ? eventTypeName(type) : eventWords(type, table.subtype(event), text);
    const session = report.sessions.sessionOf(event);
    const time = dateAndTime(table.at(event));
    if (session === NONE) return { title, lines: [time, this.endedHere()] };
    const row = this.row(session);
    const handle = table.handle(event);
    const whose = [this.called(row), handle === NONE ? '' : this.handleWords(handle)];
    return { title, lines: [time, joined(whose), this.position(session), this.endedHere()], judged: row };
  }

  private session(session: number): Words {
    const row = this.row(session);
    const { title, id } = titleOf(row, this.first);
    const handles = this.judged.report.sessions.session(session).handleCount;
    return {
      title: id === null ? l10n.t('Session {0}', title) : title,
      lines: [
        id === null ? '' : l10n.t('Session {0}', id),
        timesOf(row),
        joined(namesOf(row).filter((name) => name !== title)),
        joined([
          plural(row.events, l10n.t('{0} event|{0} events')),
          handles === 0 ? '' : plural(handles, l10n.t('{0} handle|{0} handles')),
        ]),
      ],
      judged: row,
    };
  }

  private handle(session: number, number: number): Words {
    const { facts, report } = this.judged;
    const row = this.row(session);
    const id = facts.handles.text(number);
    const handle = report.sessions.session(session).handles.find((other) => other.id === id);
    const events = this.eventsOf(session).reduce(
      (sum, event) => sum + (facts.table.handle(event) === number ? 1 : 0),
      0,
    );
    const [from, to] = [handle?.attached?.at, handle?.detached?.at];
    return {
      title: l10n.t('Handle {0}', id),
      lines: [
        joined([pluginName(pluginOf(facts, number)), opaqueIdOf(facts, number) ?? '']),
        this.called(row),
        joined([
          from === undefined ? '' : l10n.t('attached {0}', clock(from)),
          to === undefined ? '' : l10n.t('detached {0}', clock(to)),
          from === undefined || to === undefined || to < from ? '' : duration(to - from),
        ]),
        plural(events, l10n.t('{0} event|{0} events')),
      ],
      judged: row,
    };
  }

  private connection(connection: number): Words {
    const { facts, report } = this.judged;
    const { connections, table } = facts;
    const use = useOf(facts, connection, this.event);
    const sessions = createdOver(facts, connection, use).map((event) => report.sessions.sessionOf(event));
    const created = new Set(sessions.filter((session) => session !== NONE));
    const named = [...created].slice(0, MOST_NAMED).map((session) => titleOf(this.row(session), this.first).title);
    const time = (event: number): string => clock(table.at(event));
    return {
      title: joined([connectionName(connections.transportOf(connection)), connections.idOf(connection)]),
      lines: [
        connections.addresses.at(connections.addressOf(connection)) ?? '',
        joined([
          use.from === NONE ? '' : l10n.t('connected {0}', time(use.from)),
          use.to === NONE ? '' : l10n.t('disconnected {0}', time(use.to)),
        ]),
        plural(created.size, l10n.t('{0} session was created over it|{0} sessions were created over it')),
        joined(named),
      ],
    };
  }

  private server(): Words {
    const { facts, report } = this.judged;
    const name = facts.emitterList[emitterOfEvent(facts, this.event)]!.name;
    const version = report.emitters.find((emitter) => emitter.name === name)?.version ?? null;
    const own = report.sessions.emitters.indexOf(name);
    let count = 0;
    let silent = 0;
    for (let k = 0; k < report.sessions.count; k++) {
      if (report.sessions.emitter[k] !== own) continue;
      count++;
      silent += report.sessions.flagged[k]!;
    }
    return {
      title: name,
      lines: [
        version === null ? '' : `Janus ${version}`,
        joined([
          plural(count, l10n.t('{0} session|{0} sessions')),
          plural(silent, l10n.t('{0} ended silently|{0} ended silently')),
        ]),
      ],
    };
  }

  private time(): Words {
    const { facts, report } = this.judged;
    const at = facts.table.toldAt(this.event);
    const by = clockTold();
    const session = report.sessions.sessionOf(this.event);
    const begin = session === NONE ? NaN : report.sessions.firstAt[session]!;
    const log = report.span?.first ?? NaN;
    return {
      title: dateAndTime(at, by, 6),
      lines: [
        by.zone === 'local' ? '' : l10n.t('Here: {0}', dateAndTime(at, { ...by, zone: 'local' })),
        by.zone === 'utc' ? '' : dateAndTime(at, { ...by, zone: 'utc' }, 6),
        session === NONE ? '' : this.position(session),
        at > begin ? l10n.t('{0} after the first event of the session', duration(at - begin)) : '',
        at > log ? l10n.t('{0} after the first event of the log', duration(at - log)) : '',
      ],
    };
  }

  /** Which of the session's events it is, and how long the one before it lies back. */
  private position(session: number): string {
    const events = this.eventsOf(session);
    const { table } = this.judged.facts;
    const k = events.indexOf(this.event);
    const which = l10n.t('event {0} of {1} of the session', number(k + 1), number(events.length));
    if (k < 1) return which;
    const gap = duration(table.at(this.event) - table.at(events[k - 1]!));
    return joined([l10n.t('{0} after the previous event of the session', gap), which]);
  }

  /** That sessions have ended silently by this event, which may be none of theirs. */
  private endedHere(): string {
    const { ending, flagged } = this.judged.report.sessions;
    let count = 0;
    for (let at = ending.indexOf(this.event); at >= 0; at = ending.indexOf(this.event, at + 1)) count += flagged[at]!;
    return count === 0 ? '' : plural(count, l10n.t('{0} session ended silently here|{0} sessions ended silently here'));
  }

  /** "Alice · session 123" */
  private called(row: SessionRow): string {
    const { title, id } = titleOf(row, this.first);
    return id === null ? l10n.t('session {0}', title) : joined([title, l10n.t('session {0}', id)]);
  }

  private handleWords(handle: number): string {
    const { facts } = this.judged;
    return joined([l10n.t('handle {0}', facts.handles.text(handle)), pluginName(pluginOf(facts, handle))]);
  }

  private row(session: number): SessionRow {
    const { report, facts } = this.judged;
    return rowOf(facts, report.sessions.session(session), this.eventsOf(session));
  }

  private eventsOf(session: number): Uint32Array {
    return this.judged.report.sessions.eventsOf(session);
  }
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');
