/** The analysis as the timeline wants it: columns of all sessions, and what is inside the lanes that are looked at. */
import { NONE } from '../../events/columns.js';
import * as l10n from '@vscode/l10n';
import { EventType, MediaSubtype } from '../../events/types.js';
import { Role } from '../../events/event-table.js';
import type { Facts } from '../../sessions/collecting/facts.js';
import { CAUSE_RECORDS } from '../../sessions/causes/index.js';
import type { Session } from '../../sessions/model.js';
import type { LogReport } from '../../sessions/log-report.js';
import { CAUSES, STATES } from '../../sessions/session-table.js';
import { outcomeOf } from '../../sessions/session-outcome.js';
import { OUTCOMES } from '../../words/outcomes.js';
import { pluginName, transportName } from '../../words/transports.js';
import {
  FLAG_CREATED_UNSEEN,
  FLAG_END_ASSUMED,
  FLAG_PROVISIONAL,
  type TimelineMark,
  type TimelineStretch,
} from '../lanes/protocol.js';
import type { LaneSource } from '../lanes/source.js';
import { MAX_TICKS, type SessionTrack } from '../requests/timeline.js';

/** By the code of the cause + 1: 1 where the end is told by an event of something else. */
const ASSUMED_CODES = Uint8Array.of(0, ...CAUSES.map((cause) => Number(CAUSE_RECORDS[cause].endAssumed)));

/** Marks and stretches beyond this many would stand closer than a person can tell apart. */
const MAX_MARKS = 2000;

/** Numbers texts in the order of their first use. */
function numbering(): { of(text: string): number; readonly texts: string[] } {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    texts,
    of(text) {
      let number = numbers.get(text);
      if (number === undefined) {
        number = texts.push(text) - 1;
        numbers.set(text, number);
      }
      return number;
    },
  };
}

/** Index into `OUTCOMES` by flag, state and cause (−1: none), so that a million sessions need not be looked at as words. */
const OUTCOME_CODES = [0, 1].map((flagged) =>
  STATES.map((_, state) =>
    Uint8Array.from({ length: CAUSES.length + 1 }, (_, cause) => {
      const session = { flagged: flagged === 1, state: STATES[state]!, cause: CAUSES[cause - 1] ?? null };
      return OUTCOMES.indexOf(outcomeOf(session));
    }),
  ),
);
const OPEN = OUTCOMES.indexOf('open');

/** A column of numbers for another, without one where `without` stands. Not `from`, which a million entries make wait. */
function renumbered(column: Int32Array, numbers: readonly number[], without: number): Int32Array {
  const renamed = new Int32Array(column.length);
  for (let k = 0; k < column.length; k++) renamed[k] = numbers[column[k]!] ?? without;
  return renamed;
}

/** The sessions of a report as lanes: times are µs since its first event. */
export function laneSourceOf(report: LogReport, facts: Facts, revision: number, name: string): LaneSource {
  const { sessions } = report;
  const { count } = sessions;
  const origin = report.span?.first ?? 0;
  const length = (report.span?.last ?? origin) - origin;
  const transports = numbering();
  const plugins = numbering();
  const transportNumbers = sessions.transports.map((transport) => transports.of(transportName(transport)));
  const noTransport = sessions.transport.includes(NONE) ? transports.of(transportName(null)) : 0;
  const pluginNumbers = sessions.plugins.map((plugin) => plugins.of(pluginName(plugin)));
  const start = new Float64Array(count);
  const known = new Float64Array(count);
  const end = new Float64Array(count);
  const outcome = new Uint8Array(count);
  const flags = new Uint8Array(count);
  const { firstAt, lastAt, createdAt, endedAt, flagged, state, cause, provisional } = sessions;
  // A million of them are looked at before the first picture: no call and no object for each.
  for (let k = 0; k < count; k++) {
    const how = OUTCOME_CODES[flagged[k]!]![state[k]!]![cause[k]! + 1]!;
    const first = firstAt[k]!;
    const ended = how === OPEN ? origin + length : endedAt[k]!;
    const told = Number.isNaN(ended) ? lastAt[k]! : ended;
    const last = told > first ? told : first;
    const seen = lastAt[k]!;
    start[k] = first - origin;
    end[k] = last - origin;
    known[k] = (seen < last ? seen : last) - origin;
    outcome[k] = how;
    flags[k] =
      (Number.isNaN(createdAt[k]!) ? FLAG_CREATED_UNSEEN : 0) |
      (flagged[k] === 1 && ASSUMED_CODES[cause[k]! + 1] === 1 ? FLAG_END_ASSUMED : 0) |
      (provisional[k] === 1 ? FLAG_PROVISIONAL : 0);
  }
  return {
    ...{ revision, name, origin, length, count, start, known, end, outcome, flags },
    life: null,
    inSession: null,
    instance: sessions.instance,
    emitter: sessions.emitter,
    transport: renumbered(sessions.transport, transportNumbers, noTransport),
    plugin: renumbered(sessions.plugin, pluginNumbers, NONE),
    room: sessions.room,
    roomCount: sessions.rooms.length,
    hasPlaces: false,
    connection: sessions.connection,
    emitters: report.emitters.map(({ name: emitter, version }) => ({ name: emitter, version })),
    transports: transports.texts,
    plugins: plugins.texts,
    marks: marksOf(report, origin),
    stretches: [...maskedStretches(report, length), ...damagedStretches(report, facts, origin)],
    events: facts.table,
    id: (k) => sessions.id(k),
    label: (k) => sessions.label(k),
    roomName: (k) => l10n.t('Room {0}', sessions.rooms[sessions.room[k]!] ?? ''),
    connectionName: (k) => sessions.session(k).transportId ?? '',
  };
}

function marksOf(report: LogReport, origin: number): TimelineMark[] {
  const version = new Map(report.emitters.map((emitter) => [emitter.name, emitter.version]));
  return report.marks.slice(0, MAX_MARKS).map(({ kind, emitter, at, offset }) => ({
    at: at - origin,
    kind,
    emitter,
    offset,
    label:
      kind === 'shutdown'
        ? l10n.t('{0} shut down', emitter)
        : version.get(emitter)
          ? l10n.t('{0} started (Janus {1})', emitter, version.get(emitter)!)
          : l10n.t('{0} started', emitter),
  }));
}

/** All of the log where categories of events are masked. */
function maskedStretches(report: LogReport, length: number): TimelineStretch[] {
  const notes = report.logs.flatMap((log) => log.notes);
  return notes
    .filter(({ code }) => code === 'sessions-masked' || code === 'transports-masked' || code === 'events-lost')
    .map(({ message }) => ({ from: 0, to: length, kind: 'masked', label: message, offset: null }));
}

/** Bytes that could not be read: from the event before them to the one behind them. */
function damagedStretches(report: LogReport, { table }: Facts, origin: number): TimelineStretch[] {
  const stretches: TimelineStretch[] = [];
  for (const { code, message, place } of report.logs.flatMap((log) => log.notes)) {
    if (place === null || (code !== 'malformed' && code !== 'cut') || table.count === 0) continue;
    const before = table.lastByOffset(place.offset);
    const at = (k: number): number => table.at(Math.min(Math.max(0, k), table.count - 1)) - origin;
    const [one, other] = [at(before), at(before + 1)];
    stretches.push({
      from: Math.min(one, other),
      to: Math.max(one, other),
      kind: 'damaged',
      label: message,
      offset: place.offset,
    });
  }
  return stretches.slice(0, MAX_MARKS);
}

/** Handles, PeerConnections and events of one session; times in µs since `origin`. */
export function trackOf(facts: Facts, session: Session, events: Uint32Array, origin: number): SessionTrack {
  const { table } = facts;
  const at = (event: number): number => table.at(event) - origin;
  const until = (session.endedAt ?? session.lastAt) - origin;
  const ticks = thinned(
    events.filter((event) => table.type(event) !== EventType.media || table.subtype(event) !== MediaSubtype.stats),
  ).sort((a, b) => at(a) - at(b));
  const connections = timesByHandle(facts, events, origin);
  return {
    session: session.index,
    handles: session.handles.map(({ id, plugin, opaqueId, attached, detached }) => {
      const { up, down } = connections.get(id) ?? { up: [], down: [] };
      const start = (attached?.at ?? session.firstAt) - origin;
      // A clock that was set back makes some end before they begin.
      const end = detached === null ? null : Math.max(start, detached.at - origin);
      const spans = up.flatMap((from) => [from, Math.min(down.find((t) => t >= from) ?? Infinity, end ?? until)]);
      return { id, plugin: pluginName(plugin), opaqueId: opaqueId ?? '', start, end, up: spans };
    }),
    tickTimes: Array.from(ticks, at),
    tickTypes: Array.from(ticks, (event) => table.type(event)),
    talking: [],
    muted: [],
  };
}

/** When the PeerConnections of each handle went up and down, µs since `origin`. */
function timesByHandle(
  { table, handles }: Facts,
  events: Uint32Array,
  origin: number,
): Map<string, { up: number[]; down: number[] }> {
  const times = new Map<string, { up: number[]; down: number[] }>();
  for (const event of events) {
    const role = table.role(event);
    if (role !== Role.up && role !== Role.down) continue;
    const id = handles.text(table.handle(event));
    const own = times.get(id) ?? { up: [], down: [] };
    times.set(id, own);
    own[role === Role.up ? 'up' : 'down'].push(table.at(event) - origin);
  }
  return times;
}

/** At most {@link MAX_TICKS} of the events, evenly chosen; more would not be seen. */
function thinned(events: Uint32Array): Uint32Array {
  if (events.length <= MAX_TICKS) return events;
  return Uint32Array.from({ length: MAX_TICKS }, (_, k) => events[Math.floor((k * events.length) / MAX_TICKS)]!);
}
